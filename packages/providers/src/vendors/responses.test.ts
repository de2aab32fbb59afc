import { expect, test } from "vitest";
import { type AnswerHeaders, cloudflareResponse, heliconeResponse, litellmResponse } from "../index.ts";

test.each<[string, (headers: AnswerHeaders) => object, Record<string, string>, object]>([
  [
    "Helicone",
    heliconeResponse,
    {
      "Helicone-Id": "id-1",
      "Helicone-Cache": "HIT",
      "Helicone-Cache-Bucket-Idx": "0",
      "Helicone-Fallback-Index": "1",
      "Helicone-RateLimit-Limit": "100",
      "Helicone-RateLimit-Remaining": "0",
      "Helicone-RateLimit-Policy": "100;w=60;u=requests",
    },
    {
      id: "id-1",
      cacheStatus: "HIT",
      cacheBucketIndex: 0,
      fallbackIndex: 1,
      rateLimit: 100,
      rateLimitRemaining: 0,
      rateLimitPolicy: "100;w=60;u=requests",
    },
  ],
  [
    "Cloudflare",
    cloudflareResponse,
    {
      "cf-aig-cache-status": "MISS",
      "cf-aig-log-id": "log-1",
      "cf-aig-request-id": "request-1",
      "cf-aig-event-id": "event-1",
      "cf-aig-run-id": "run-1",
      "cf-aig-step": "0",
      "cf-aig-dlp": '{"findings":[]}',
    },
    {
      cacheStatus: "MISS",
      logId: "log-1",
      requestId: "request-1",
      eventId: "event-1",
      runId: "run-1",
      step: 0,
      dlp: { findings: [] },
    },
  ],
  [
    "LiteLLM",
    litellmResponse,
    {
      "x-litellm-call-id": "call-1",
      "x-litellm-model-id": "model-1",
      "x-litellm-model-api-base": "https://api.example.com",
      "x-litellm-model-group": "gpt-5",
      "x-litellm-version": "1.101.0",
      "x-litellm-response-cost": "2.85e-05",
      "x-litellm-key-spend": "0.5",
      "x-litellm-response-duration-ms": "120.5",
      "x-litellm-overhead-duration-ms": "2",
      "x-litellm-attempted-retries": "1",
      "x-litellm-attempted-fallbacks": "0",
      "x-litellm-max-fallbacks": "3",
    },
    {
      callId: "call-1",
      modelId: "model-1",
      modelApiBase: "https://api.example.com",
      modelGroup: "gpt-5",
      version: "1.101.0",
      responseCost: 0.0000285,
      keySpend: 0.5,
      responseDuration: 120.5,
      overheadDuration: 2,
      attemptedRetries: 1,
      attemptedFallbacks: 0,
      maxFallbacks: 3,
    },
  ],
])(
  "%s: reads what there is, from Headers or a record, and leaves out what there is not",
  (_vendor, read, headers, how) => {
    expect(read(headers)).toEqual(how);
    expect(read(new Headers(headers))).toEqual(how);
    expect(read({})).toEqual({});
    // None, null or junk, as gateways write them where there is nothing to say.
    const empty = Object.fromEntries(Object.keys(headers).map((name) => [name, ""]));
    expect(read(empty)).toEqual({});
    const junk = Object.entries(read(Object.fromEntries(Object.keys(headers).map((name) => [name, "None"]))));
    for (const [, value] of junk) expect(value).toBe("None");
  },
);
