import { ChatAnthropic } from "@langchain/anthropic";
import { ChatOpenAI as Official } from "@langchain/openai";
import { type ClientSettings, describeAdapter } from "@valetkey/testing/conformance";
import { describe, test } from "vitest";
import { modelDriver } from "../test/driver.ts";
import { ChatOpenAI, withAuth } from "./index.ts";

/** The suite's settings as the fields of a class of OpenAI. */
function fieldsOf({ maxRetries, ...configuration }: ClientSettings): object {
  return { model: "gpt-5", maxRetries, configuration };
}

// Options have no identity by which a rebuilt model would keep its placeholder; an id does that.
const { placeholder: _placeholder, ...dropIn } = modelDriver({
  name: "ChatOpenAI of @valetkey/langchain",
  connect: (auth, settings) => new ChatOpenAI({ ...fieldsOf(settings), ...auth }),
  calls: {
    Responses: (model, { prompt }) => model.invoke(prompt, { text: { format: { type: "text" } } } as object),
    async "Responses, streamed"(model, { prompt }) {
      const options = { text: { format: { type: "text" } } } as object;
      for await (const _chunk of await model.stream(prompt, options));
    },
    "a batch": (model, { prompt }) => model.batch([prompt]),
    // It came with 1.3.
    ...("moderateContent" in Official.prototype && {
      moderation: (model: ChatOpenAI, { prompt }: { prompt: string }) => model.moderateContent(prompt),
    }),
  },
});

const official = modelDriver({
  name: "withAuth() of @valetkey/langchain, on ChatOpenAI",
  connect: (auth, settings) => new Official(withAuth(auth, fieldsOf(settings))),
  // https://github.com/langchain-ai/langchainjs/issues/11159
  headersOf: (headers, kind) => (kind === "invoke" ? { options: { headers } } : { headers }),
});

const anthropic = modelDriver({
  name: "withAuth() of @valetkey/langchain, on ChatAnthropic",
  slot: "x-api-key",
  baseURL: ({ origin }) => origin,
  connect(auth, { maxRetries, ...clientOptions }) {
    return new ChatAnthropic(withAuth(auth, { model: "claude-opus-4-8", maxRetries, clientOptions }));
  },
  headersOf: (headers) => ({ headers }),
  timeoutOf: (timeout) => ({ timeout }),
});

for (const driver of [dropIn, official, anthropic])
  describeAdapter(driver as typeof dropIn, { describe, test });
