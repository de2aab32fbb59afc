import { expect, test } from "vitest";
import { payiResult } from "../index.ts";

const cost = { currency: "usd", input: { base: 0.001 }, output: { base: 0.002 }, total: { base: 0.003 } };
const result = { request_id: "1", resource_id: "2", limits: { budget: { state: "ok" as const } }, cost };

test.each<[string, object]>([
  ["a completion", { id: "chatcmpl-1", object: "chat.completion", choices: [], xproxy_result: result }],
  [
    "a last chunk, which may have no choices",
    { object: "chat.completion.chunk", choices: [], xproxy_result: result },
  ],
  ["a message_delta event", { type: "message_delta", usage: {}, xproxy_result: result }],
  ["what the ingest API answers", { event_timestamp: "", request_id: "1", xproxy_result: result }],
])("reads the result in %s", (_name, value) => {
  expect(payiResult(value)).toEqual(result);
});

test("takes costs as texts, as older deployments write them", () => {
  const old = {
    currency: "USD",
    input: { base: "0.001" },
    output: { base: "0.002" },
    total: { base: "0.003" },
  };
  expect(payiResult({ xproxy_result: { ...result, cost: old } })).toEqual(result);
});

test.each([undefined, null, "text", 7, [], {}, { xproxy_result: null }, { xproxy_result: "text" }])(
  "finds nothing in %j",
  (value) => {
    expect(payiResult(value)).toBeUndefined();
  },
);
