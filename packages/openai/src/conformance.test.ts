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

const official = openaiDriver({
  name: `withAuth() of @valetkey/openai, on openai ${VERSION}`,
  connect: (auth, options) => new Official(withAuth(auth, options)),
  derive: (client, { baseURL }) => client.withOptions({ baseURL }),
});

describeAdapter(dropIn, { describe, test });
describeAdapter(official, { describe, test });
