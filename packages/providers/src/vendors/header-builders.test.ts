import { expect, test } from "vitest";
import { caught } from "../../test/caught.ts";
import { everyOption } from "../../test/every-option.ts";
import {
  cloudflareHeaders,
  type HeliconeHeaderOptions,
  heliconeHeaders,
  litellmHeaders,
  openrouterHeaders,
  vercelGatewayHeaders,
} from "../index.ts";

test.each<[string, Record<string, string>, Record<string, string>]>([
  [
    "OpenRouter's",
    openrouterHeaders(everyOption.openrouter),
    {
      "HTTP-Referer": "https://app.example.com",
      "X-OpenRouter-Title": "Example",
      "X-OpenRouter-Categories": "cli-agent,writing",
      "X-OpenRouter-Metadata": "enabled",
      "x-session-id": "session-1",
    },
  ],
  [
    "Cloudflare's",
    cloudflareHeaders(everyOption.cloudflare),
    {
      "cf-aig-gateway-id": "production",
      "cf-aig-cache-ttl": "3600",
      "cf-aig-skip-cache": "true",
      "cf-aig-cache-key": "key",
      "cf-aig-metadata": '{"team":"zo\\u00eb","paid":true,"seats":3}',
      "cf-aig-collect-log": "false",
      "cf-aig-collect-log-payload": "false",
      "cf-aig-custom-cost": '{"per_token_in":0.000001,"per_token_out":0.5}',
      "cf-aig-request-timeout": "5000",
      "cf-aig-max-attempts": "5",
      "cf-aig-retry-delay": "250",
      "cf-aig-backoff": "exponential",
      "cf-aig-byok-alias": "alias",
      "cf-aig-no-wholesale": "true",
      "cf-aig-zdr": "true",
      "cf-aig-event-id": "event-1",
    },
  ],
  [
    "Vercel's",
    vercelGatewayHeaders(everyOption.vercelGateway),
    {
      "x-vercel-ai-gateway-team": "example",
      "ai-gateway-protocol-version": "0.0.1",
      "ai-gateway-auth-method": "oidc",
      "ai-language-model-id": "openai/gpt-5",
      "ai-language-model-specification-version": "4",
      "ai-language-model-streaming": "false",
      "ai-model-id": "openai/text-embedding-3-small",
      "ai-embedding-model-specification-version": "4",
      "ai-o11y-deployment-id": "d",
      "ai-o11y-environment": "preview",
      "ai-o11y-region": "fra1",
      "ai-o11y-request-id": "r",
      "ai-o11y-project-id": "p",
    },
  ],
  [
    "LiteLLM's",
    litellmHeaders(everyOption.litellm),
    {
      "x-litellm-tags": "a,b",
      "x-litellm-customer-id": "customer-1",
      "x-litellm-end-user-id": "user-1",
      "x-litellm-spend-logs-metadata": '{"team":"search","depth":{"n":1}}',
      "x-litellm-timeout": "12.5",
      "x-litellm-stream-timeout": "60",
      "x-litellm-num-retries": "0",
      "x-litellm-enable-message-redaction": "true",
      "x-litellm-disable-callbacks": "langfuse",
      "x-litellm-session-id": "s",
      "x-litellm-trace-id": "t",
      "x-mcp-servers": "github,search",
      "x-mcp-access-groups": "engineering",
      "x-mcp-auth": "key-1",
    },
  ],
  [
    "Helicone's",
    heliconeHeaders(everyOption.helicone),
    {
      "Helicone-User-Id": "user-1",
      "Helicone-Property-Team": "search",
      "Helicone-Property-Plan": "paid",
      "Helicone-Session-Id": "s",
      "Helicone-Session-Path": "/a/b",
      "Helicone-Session-Name": "n",
      "Helicone-Request-Id": `${everyOption.helicone.requestId}`,
      "Helicone-Prompt-Id": "p",
      "Helicone-Prompt-Version": "2",
      "Helicone-Prompt-Mode": "production",
      "Helicone-Prompt-Format": "text",
      "Helicone-Prompt-Name": "greeting",
      "Helicone-Cache-Enabled": "true",
      "Helicone-Cache-Control": "max-age=60",
      "Helicone-Cache-Seed": "user-1",
      "Helicone-Cache-Bucket-Max-Size": "3",
      "Helicone-Retry-Enabled": "true",
      "helicone-retry-num": "3",
      "helicone-retry-factor": "1.5",
      "helicone-retry-min-timeout": "10",
      "helicone-retry-max-timeout": "100",
      "Helicone-RateLimit-Policy": "10;w=1000;u=cents;s=user",
      "Helicone-Fallbacks":
        '[{"target-url":"https://a.test","headers":{"api-key":"b"},"onCodes":[{"from":500,"to":599}]}]',
      "Helicone-Target-URL": "https://api.example.com",
      "Helicone-OpenAI-Api-Base": "https://openai.example.com",
      "Helicone-Model-Override": "gpt-5",
      "Helicone-Omit-Request": "true",
      "Helicone-Omit-Response": "true",
      "Helicone-Moderations-Enabled": "true",
      "Helicone-LLM-Security-Enabled": "true",
      "Helicone-LLM-Security-Advanced": "true",
      "Helicone-Stream-Force-Format": "true",
      "helicone-stream-usage": "true",
      "helicone-increase-timeout": "true",
      "Helicone-Webhook-Enabled": "true",
      "Helicone-Posthog-Key": "project-1",
      "Helicone-Posthog-Host": "https://eu.i.posthog.com",
      "Helicone-Node-Id": "node-1",
      "Helicone-Experiment-Id": "experiment-1",
      "Helicone-Experiment-Column-Id": "column-1",
      "Helicone-Experiment-Row-Index": "0",
    },
  ],
])("%s headers are as documented", (_name, headers, expected) => {
  expect(Object.entries(headers)).toEqual(Object.entries(expected));
});

test.each<[string, () => object]>([
  [
    "X-OpenRouter-Categories has more than 2 elements",
    () => openrouterHeaders({ categories: ["a", "b", "c"] }),
  ],
  ["X-OpenRouter-Title has U+2013 at index 8", () => openrouterHeaders({ title: "secret-1–b" })],
  [
    "cf-aig-metadata has more than 5 entries",
    () => cloudflareHeaders({ metadata: { a: 1, b: 1, c: 1, d: 1, e: 1, f: 1 } }),
  ],
  ["cf-aig-cache-ttl has to be a whole number, 60 to 2678400", () => cloudflareHeaders({ cacheTtl: 59 })],
  ["cf-aig-max-attempts has to be a whole number, 1 to 5", () => cloudflareHeaders({ maxAttempts: 6 })],
  ["cf-aig-retry-delay has to be a whole number, 0 to 5000", () => cloudflareHeaders({ retryDelay: 5001 })],
  ["x-litellm-tags has an element with a comma", () => litellmHeaders({ tags: ["a,b"] })],
  ["x-litellm-timeout has to be a number, 0 or more", () => litellmHeaders({ timeout: -1 })],
  [
    'cf-aig-backoff has to be "constant" or "linear" or "exponential"',
    () => cloudflareHeaders({ backoff: "secret-1" as "linear" }),
  ],
  [
    "cf-aig-metadata has a value that is not a text, a number, true or false",
    () => cloudflareHeaders({ metadata: { a: { b: "secret-1" } } as object as Record<string, string> }),
  ],
  [
    "cf-aig-custom-cost has a value that is not a number, 0 or more",
    () => cloudflareHeaders({ customCost: { per_token_in: -1 } }),
  ],
  [
    'ai-gateway-auth-method has to be "api-key" or "oidc"',
    () => vercelGatewayHeaders({ authMethod: "secret-1" as "oidc" }),
  ],
  [
    "ai-…-model-specification-version has to be an object of texts",
    () => vercelGatewayHeaders({ modelSpecificationVersions: ["secret-1"] as object }),
  ],
  [
    "X-OpenRouter-Categories has an element that is not up to 30 lower-case letters and hyphens",
    () => openrouterHeaders({ categories: ["Secret-1"] }),
  ],
  [
    "Helicone-Fallbacks has to be a list",
    () => heliconeHeaders({ fallbacks: { a: "secret-1" } as object as [] }),
  ],
  [
    "Helicone-Experiment-Row-Index has to be a whole number, 0 or more",
    () => heliconeHeaders({ experimentRowIndex: -1 }),
  ],
  ["Helicone-Posthog-Key has U+000A at index 8", () => heliconeHeaders({ posthogKey: "secret-1\n" })],
  ["x-mcp-servers has an element with a comma", () => litellmHeaders({ mcpServers: ["a,secret-1"] })],
  ["Helicone-Request-Id has to be a UUID", () => heliconeHeaders({ requestId: "secret-1" })],
  ["Helicone-Property-Team is given twice", () => heliconeHeaders({ properties: { team: "a", Team: "b" } })],
])("%s", async (problem, build) => {
  const error = await caught(build);
  expect(error).toMatchObject({ code: "headers_invalid", message: expect.stringContaining(problem) });
  expect((error as Error).message).not.toContain("secret-1");
});

test("what is false, blank or undefined gives no header where presence counts", () => {
  const off: HeliconeHeaderOptions = { cacheEnabled: false, streamUsage: false, webhookEnabled: false };
  expect(heliconeHeaders({ ...off, userId: " ", properties: {}, fallbacks: [], nodeId: undefined })).toEqual(
    {},
  );
  expect(litellmHeaders({ enableMessageRedaction: false, tags: [" "], mcpServers: [] })).toEqual({});
  expect(cloudflareHeaders({ skipCache: false, noWholesale: false, metadata: {} })).toEqual({});
});

test("each builder refuses an option that it does not have", async () => {
  const builders = [
    cloudflareHeaders,
    heliconeHeaders,
    litellmHeaders,
    openrouterHeaders,
    vercelGatewayHeaders,
  ];
  for (const build of builders)
    for (const options of [{ nonsense: "secret-1" }, null, undefined, ["secret-1"], "secret-1"]) {
      const error = await caught(() => build(options as object));
      expect(error).toBeInstanceOf(TypeError);
      expect((error as Error).message).toMatch(/^\w+\(\): (there is no option nonsense|pass an object)/);
    }
});
