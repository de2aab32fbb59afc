import { createOpenAI } from "@ai-sdk/openai";
import { withAuth } from "@valetkey/ai-sdk";
import { generateText } from "ai";
import { versionOf } from "../report/machine.ts";
import { type Adapter, type Call, completion } from "./adapter.ts";

function call(provider: ReturnType<typeof createOpenAI>): Call {
  const model = provider.chat("gpt-5");
  return (headers) => generateText({ model, prompt: "Hello", ...(headers && { headers }) });
}

export const aiSdk: Adapter = {
  name: `@valetkey/ai-sdk ${versionOf("@valetkey/ai-sdk")}, ai ${versionOf("ai")}`,
  answer: completion,
  alone: (apiKey, baseURL, fetch) => call(createOpenAI({ apiKey, baseURL, ...(fetch && { fetch }) })),
  armed: (auth, baseURL, fetch) => call(createOpenAI(withAuth(auth, { baseURL, ...(fetch && { fetch }) }))),
};
