import Official from "@anthropic-ai/sdk";
import { VERSION } from "@anthropic-ai/sdk/version";
import { describeAdapter } from "@valetkey/testing/conformance";
import { describe, test } from "vitest";
import { anthropicDriver } from "../test/anthropic-driver.ts";
import { slot } from "../test/set-up.ts";
import { Anthropic, withAuth } from "./index.ts";

const dropIn = anthropicDriver({
  name: `Anthropic of @valetkey/anthropic, on @anthropic-ai/sdk ${VERSION}`,
  slot,
  connect: (auth, options) => new Anthropic({ ...options, ...auth }),
  derive: (client, changes) => client.withOptions(changes),
});

// The official class derives with its own options alone: options.test.ts shows it.
const official = anthropicDriver({
  name: `withAuth() of @valetkey/anthropic, on @anthropic-ai/sdk ${VERSION}`,
  slot,
  connect: (auth, options) => new Official(withAuth(auth, options)),
});

describeAdapter(dropIn, { describe, test });
describeAdapter({ ...official, placeholder: ({ apiKey }) => apiKey ?? "" }, { describe, test });
