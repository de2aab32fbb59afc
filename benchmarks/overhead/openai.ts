import { withAuth } from "@valetkey/openai";
import OpenAI from "openai";
import { versionOf } from "../report/machine.ts";
import { type Adapter, type Call, completion } from "./adapter.ts";

const call =
  (client: OpenAI): Call =>
  () =>
    client.chat.completions.create({ model: "gpt-5", messages: [{ role: "user", content: "Hello" }] });

export const openai: Adapter = {
  name: `@valetkey/openai ${versionOf("@valetkey/openai")}, openai ${versionOf("openai")}`,
  answer: completion,
  alone: (baseURL, fetch) => call(new OpenAI({ apiKey: "key-1", baseURL, fetch })),
  armed: (auth, baseURL, fetch) => call(new OpenAI(withAuth(auth, { baseURL, fetch }))),
};
