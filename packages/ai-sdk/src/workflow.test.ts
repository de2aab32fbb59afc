import { createOpenAI } from "@ai-sdk/openai";
import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from "@ai-sdk/provider-utils";
import { generateText, type LanguageModel } from "ai";
import { expect, test } from "vitest";
import { caught, setUp } from "../test/set-up.ts";
import { type Auth, withAuth } from "./index.ts";

/** What the Workflow SDK calls to take a model over the boundary of a step. */
interface Serializable {
  [WORKFLOW_SERIALIZE](model: unknown): object;
  [WORKFLOW_DESERIALIZE](state: unknown): LanguageModel;
}

/** A model that was written down at the end of a step and read at the begin of the next one. */
function passedOn(auth: Auth, baseURL: string): { state: string; model: LanguageModel } {
  const model = createOpenAI(withAuth(auth, { baseURL }))("gpt-5");
  const kind = model.constructor as unknown as Serializable;
  const state = JSON.stringify(kind[WORKFLOW_SERIALIZE](model));
  return { state, model: kind[WORKFLOW_DESERIALIZE](JSON.parse(state)) };
}

test("the state of a workflow holds the placeholder and no key, and what is made of it opens nothing", async () => {
  const { provider, key } = await setUp();
  await key();
  const { state, model } = passedOn({ key, headers: { "x-secret": "our-secret" } }, provider.baseURL);
  expect(state).toContain("valetkey-placeholder-");
  for (const secret of [provider.key, "our-secret"]) expect(state).not.toContain(secret);
  const error = await caught(generateText({ model, prompt: "Hello", maxRetries: 0 }));
  expect(error).toMatchObject({ statusCode: 401 });
  expect(provider.requests[0]?.key).toMatch(/^valetkey-placeholder-/);
});

test("in native mode the SDK writes nothing down", () => {
  expect(() => passedOn({ key: "key-1", native: true }, "https://api.example.com/v1")).toThrow(
    "Cannot serialize asynchronous model options.",
  );
});
