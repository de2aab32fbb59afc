import { ChatOpenAI } from "@langchain/openai";
import type { Fetch } from "@valetkey/core";
import { withAuth } from "@valetkey/langchain";
import { versionOf } from "../report/machine.ts";
import { type Adapter, type Call, completion } from "./adapter.ts";

const call =
  (model: ChatOpenAI): Call =>
  (headers) =>
    model.invoke("Hello", headers && { options: { headers } });

const fieldsOf = (baseURL: string, fetch: Fetch | undefined) => ({
  model: "gpt-5",
  configuration: { baseURL, ...(fetch && { fetch }) },
});

export const langchain: Adapter = {
  name: `@valetkey/langchain ${versionOf("@valetkey/langchain")}, @langchain/openai ${versionOf("@langchain/openai")}`,
  answer: completion,
  alone: (apiKey, baseURL, fetch) => call(new ChatOpenAI({ apiKey, ...fieldsOf(baseURL, fetch) })),
  armed: (auth, baseURL, fetch) => call(new ChatOpenAI(withAuth(auth, fieldsOf(baseURL, fetch)))),
};
