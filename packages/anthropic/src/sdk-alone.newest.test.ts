import { inspect } from "node:util";
import Anthropic, { AuthenticationError } from "@anthropic-ai/sdk";
import { expect, test, vi } from "vitest";
import { setUp } from "../test/set-up.ts";

// What the README says of the SDK alone. Where one of these fails, the SDK has learned something.

test("a refused key is a failed call, and its function does not hear of it", async () => {
  const { provider } = await setUp({ keys: ["key-2"] });
  const apiKey = vi.fn(async () => "key-1");
  const client = new Anthropic({ apiKey, baseURL: provider.origin, maxRetries: 5 });
  await expect(client.models.list()).rejects.toBeInstanceOf(AuthenticationError);
  expect(apiKey.mock.calls).toEqual([[]]);
});

test("a hundred calls ask a key function a hundred times", async () => {
  const { provider } = await setUp();
  const apiKey = vi.fn(async () => provider.key);
  const client = new Anthropic({ apiKey, baseURL: provider.origin });
  await Promise.all(Array.from({ length: 100 }, () => client.models.list()));
  expect(apiKey).toHaveBeenCalledTimes(100);
});

test("neither an abort nor a time-out ends the wait for a key", async () => {
  const { provider } = await setUp();
  const { promise, resolve } = Promise.withResolvers<string>();
  const client = new Anthropic({ apiKey: () => promise, baseURL: provider.origin, maxRetries: 0 });
  let isOver = false;
  const call = client.models.list({}, { timeout: 1, signal: AbortSignal.timeout(1) }).catch(() => {});
  void call.finally(() => {
    isOver = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(isOver).toBe(false);
  resolve(provider.key);
  await call;
});

test("the key goes wherever a path leads", async () => {
  const { provider } = await setUp();
  const other = (await setUp()).provider;
  const client = new Anthropic({ apiKey: provider.key, baseURL: provider.origin, maxRetries: 0 });
  await client.get(`${other.origin}/v1/models`).catch(() => {});
  expect(other.requests[0]?.key).toBe(provider.key);
});

test("headers of the client's go along with a redirect elsewhere", async () => {
  const { provider } = await setUp();
  const other = (await setUp()).provider;
  const defaultHeaders = { "x-gateway-key": "gateway-1" };
  const client = new Anthropic({ apiKey: provider.key, baseURL: provider.origin, defaultHeaders });
  provider.redirect({ to: `${other.origin}/download/file` });
  await client.models.list().asResponse();
  expect(other.requests[0]?.headers.get("x-gateway-key")).toBe("gateway-1");
});

test("to print a client prints the key", async () => {
  const { provider } = await setUp();
  const client = new Anthropic({ apiKey: provider.key, baseURL: provider.origin });
  await client.models.list();
  expect(inspect(client)).toContain(provider.key);
});

test("a header cannot be a function", async () => {
  const { provider } = await setUp();
  const defaultHeaders = { "x-trace": (() => "1") as unknown as string };
  await new Anthropic({ apiKey: provider.key, baseURL: provider.origin, defaultHeaders }).models.list();
  expect(provider.requests[0]?.headers.get("x-trace")).not.toBe("1");
});
