import { describeAdapter } from "@valetkey/testing/conformance";
import Official from "openai";
import { VERSION } from "openai/version";
import { describe, test } from "vitest";
import { openaiDriver } from "../../testing/test/openai-driver.ts";
import { OpenAI, withAuth } from "./index.ts";

const dropIn = openaiDriver({
  name: `OpenAI of @valetkey/openai, on openai ${VERSION}`,
  connect: (auth, options) => new OpenAI({ ...options, ...auth }),
  derive: (client, changes) => client.withOptions(changes),
});

// The official class derives with its own options alone: options.test.ts shows it.
const official = openaiDriver({
  name: `withAuth() of @valetkey/openai, on openai ${VERSION}`,
  connect: (auth, options) => new Official(withAuth(auth, options)),
});

// Options have no identity by which a rebuilt client would keep its placeholder; an id does that.
describeAdapter({ ...dropIn, knowsAuth: false }, { describe, test });
describeAdapter(official, { describe, test });
