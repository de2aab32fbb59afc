import Anthropic from "@anthropic-ai/sdk";
import { withAuth } from "@valetkey/openai";
import OpenAI from "openai";
import OldOpenAI from "openai-6";
import { expect, test, vi } from "vitest";
import { answering } from "../../test/answering.ts";
import { caught } from "../../test/caught.ts";
import { payi, payiError, payiFetch } from "../index.ts";

const result = {
  request_id: "request-1",
  blocked_limit_ids: ["budget"],
  limits: { budget: { state: "blocked" } },
};
const body = {
  statusCode: 400,
  message: "Request blocked",
  xproxy_error: { code: "limit_reached", message: "The limit has been reached" },
  xproxy_result: result,
};
const refusal = {
  code: "limit_reached",
  message: "The limit has been reached",
  blockedLimitIds: ["budget"],
  result,
};

const question = { model: "gpt-5", messages: [{ role: "user" as const, content: "Hello" }] };
const bad = { message: "Bad model", type: "invalid_request_error", param: "model" };

/** A body that has the provider's error too. */
const both = { ...body, error: bad };

test.each<[string, Pick<typeof OpenAI, "prototype"> & (new (options: object) => OpenAI), object, boolean]>([
  ["a recent openai SDK", OpenAI, body, true],
  ["a recent one, with the provider's own error", OpenAI, both, false],
  ["an older one", OldOpenAI as never, body, false],
])(
  "knows a blocked limit in the error of %s, which does not retry it",
  async (_name, Client, content, keeps) => {
    const { origin, requests } = await answering(content);
    const auth = payi({ route: "openai", key: "key-1", apiKey: "own-1", host: origin });
    const error = await caught(
      new Client(withAuth(auth, { fetch: payiFetch() })).chat.completions.create(question),
    );
    expect(error).toMatchObject({
      status: 400,
      code: "limit_reached",
      message: "400 The limit has been reached",
    });
    expect(payiError(error)).toEqual(refusal);
    expect(requests).toHaveLength(1);
    // Without it the SDK may throw away what Pay-i says.
    const bare = await caught(new Client(withAuth(auth)).chat.completions.create(question));
    expect(payiError(bare)).toEqual(keeps ? refusal : undefined);
  },
);

test("knows it in the errors of other SDKs, which keep the whole body", async () => {
  const { origin } = await answering(body);
  const anthropic = new Anthropic({ apiKey: "key-1", baseURL: origin });
  const error = await caught(anthropic.messages.create({ ...question, max_tokens: 9 }));
  expect(payiError(error)).toEqual(refusal);
  // As the AI SDK's APICallError keeps it, and its RetryError and LangChain wrap it.
  const call = Object.assign(new Error("Bad Request"), { responseBody: JSON.stringify(body) });
  expect(payiError(call)).toEqual(refusal);
  expect(payiError(Object.assign(new Error("Failed"), { lastError: call }))).toEqual(refusal);
  expect(payiError(new Error("Failed", { cause: call }))).toEqual(refusal);
  expect(payiError(body)).toEqual(refusal);
});

test("adds to a provider's own error, and keeps that", async () => {
  const { origin } = await answering(
    { error: bad, xproxy_error: { code: "provider_error" } },
    { "x-request-id": "request-1" },
  );
  const response = await payiFetch()(origin);
  expect(response.headers.get("x-request-id")).toBe("request-1");
  expect(await response.json()).toMatchObject({ error: { ...bad, code: "provider_error" } });
});

test.each<[string, object | string, Record<string, string>, number]>([
  ["somebody else's error", { error: { code: "rate_limited" } }, {}, 429],
  ["what is no JSON", "<html>", {}, 502],
  ["an answer", { id: "1" }, {}, 200],
  ["another type", "text", { "content-type": "text/plain" }, 400],
])("leaves %s as it is", async (_name, content, headers, status) => {
  const { origin } = await answering(content, headers, status);
  const response = await payiFetch()(origin);
  expect(response.status).toBe(status);
  expect(await response.text()).toBe(typeof content === "string" ? content : JSON.stringify(content));
});

test("calls the fetch that it is given", async () => {
  const { origin } = await answering(body);
  const inner = vi.fn((input: string | URL | Request, init?: RequestInit) => fetch(input, init));
  expect(payiError(await (await payiFetch(inner)(origin)).json())).toEqual(refusal);
  expect(inner).toHaveBeenCalledOnce();
});

test.each([undefined, null, "text", 7, new Error("other"), { error: { code: "x" } }, { xproxy_error: {} }])(
  "finds nothing in %s",
  (value) => {
    expect(payiError(value)).toBeUndefined();
  },
);

test("ends its search where an error is its own cause", () => {
  const error = new Error("round");
  error.cause = error;
  expect(payiError(error)).toBeUndefined();
});
