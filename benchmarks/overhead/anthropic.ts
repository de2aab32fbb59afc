import Official from "@anthropic-ai/sdk";
import { withAuth } from "@valetkey/anthropic";
import { versionOf } from "../report/machine.ts";
import type { Adapter, Call } from "./adapter.ts";

const body: Official.MessageCreateParamsNonStreaming = {
  model: "claude-opus-5",
  max_tokens: 64,
  messages: [{ role: "user", content: "Hello" }],
};

const call =
  (client: Official): Call =>
  (headers) =>
    client.messages.create(body, headers && { headers });

export const anthropic: Adapter = {
  name: `@valetkey/anthropic ${versionOf("@valetkey/anthropic")}, @anthropic-ai/sdk ${versionOf("@anthropic-ai/sdk")}`,
  answer: {
    id: "msg_1",
    type: "message",
    role: "assistant",
    model: "claude-opus-5",
    content: [{ type: "text", text: "Hello." }],
    stop_reason: "end_turn",
    stop_sequence: null,
    usage: { input_tokens: 1, output_tokens: 1 },
  },
  alone: (apiKey, baseURL, fetch) => call(new Official({ apiKey, baseURL, fetch })),
  armed: (auth, baseURL, fetch) => call(new Official(withAuth(auth, { baseURL, fetch }))),
};
