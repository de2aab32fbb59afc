import { createOpenAI as official, VERSION } from "@ai-sdk/openai";
import { describeAdapter } from "@valetkey/testing/conformance";
import { describe, test } from "vitest";
import { openaiDriver } from "../test/openai-driver.ts";
import { withAuth } from "./index.ts";
import { createOpenAI } from "./openai.ts";

const dropIn = openaiDriver({
  name: `createOpenAI() of @valetkey/ai-sdk/openai, on @ai-sdk/openai ${VERSION}`,
  connect: ({ baseURL = "", ...auth }, settings) => createOpenAI({ baseURL, ...settings, ...auth }),
});

const withOfficial = openaiDriver({
  name: `withAuth() of @valetkey/ai-sdk, on @ai-sdk/openai ${VERSION}`,
  connect: (auth, settings) => official(withAuth(auth, settings)),
  knowsAuth: true,
});

describeAdapter(dropIn, { describe, test });
describeAdapter(withOfficial, { describe, test });
