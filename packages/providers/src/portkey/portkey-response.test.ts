import { expect, test } from "vitest";
import { portkeyResponse } from "../index.ts";

test("reads what there is, from Headers or a record, whatever the case", () => {
  const record = {
    "X-Portkey-Trace-Id": "trace-1",
    "x-portkey-request-id": "request-1",
    "x-portkey-provider": "openai",
    "x-portkey-cache-status": "SEMANTIC HIT",
    "x-portkey-retry-attempt-count": "2",
    "x-portkey-last-used-option-index": "config.targets[0].targets[2]",
  };
  const how = {
    traceId: "trace-1",
    requestId: "request-1",
    provider: "openai",
    cacheStatus: "SEMANTIC HIT",
    retries: 2,
    lastUsedOption: "config.targets[0].targets[2]",
    retriesFailed: false,
    gatewayFailed: false,
  };
  expect(portkeyResponse(record)).toEqual(how);
  expect(portkeyResponse(new Headers(record))).toEqual(how);
});

test("leaves out what is missing or empty, and tells a failed gateway from a failed provider", () => {
  const nothing = { retriesFailed: false, gatewayFailed: false };
  expect(portkeyResponse({})).toEqual(nothing);
  expect(portkeyResponse({ "x-portkey-trace-id": "", "x-portkey-provider": undefined })).toEqual(nothing);
  expect(portkeyResponse({ "x-portkey-retry-attempt-count": "many" })).toEqual(nothing);
  expect(portkeyResponse({ "x-portkey-retry-attempt-count": "-1" })).toEqual({
    ...nothing,
    retriesFailed: true,
  });
  expect(portkeyResponse({ "x-portkey-gateway-exception": "true" })).toEqual({
    ...nothing,
    gatewayFailed: true,
  });
});
