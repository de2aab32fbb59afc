import { withAuth } from "@valetkey/openai";
import OpenAI from "openai";
import { versionOf } from "../report/machine.ts";
import { type Adapter, type Call, completion } from "./adapter.ts";

const call =
  (client: OpenAI): Call =>
  (headers) =>
    client.chat.completions.create(
      { model: "gpt-5", messages: [{ role: "user", content: "Hello" }] },
      headers && { headers },
    );

export const openai: Adapter = {
  name: `@valetkey/openai ${versionOf("@valetkey/openai")}, openai ${versionOf("openai")}`,
  answer: completion,
  alone: (apiKey, baseURL, fetch) => call(new OpenAI({ apiKey, baseURL, fetch })),
  armed: (auth, baseURL, fetch) => call(new OpenAI(withAuth(auth, { baseURL, fetch }))),
};
