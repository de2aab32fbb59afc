import {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIUserAbortError,
  AuthenticationError,
} from "@anthropic-ai/sdk";
import { describe, expect, test, vi } from "vitest";
import { question, setUp, ways } from "../test/set-up.ts";
import { AuthError, cached, isAuthError } from "./index.ts";

/** The SDK keeps the answer's body in `error`. */
const coded = (code: string) => ({ status: 401, error: { error: { code } } });

const never = () => new Promise<string>(() => {});

describe.each(ways)("through %s", (_way, make) => {
  test("a key that cannot be had is the SDK's own authentication error, at once", async () => {
    const { provider } = await setUp();
    const key = vi.fn(() => Promise.reject(new Error("no vault: key-1")));
    const client = make(provider, { key }, { maxRetries: 5 });
    const error: unknown = await client.models.list().catch((error: unknown) => error);
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error).toMatchObject(coded("key_unavailable"));
    expect(String(error)).not.toContain("key-1");
    expect(key).toHaveBeenCalledTimes(1);
    expect(provider.requests).toHaveLength(0);
  });

  test("so is one that is no key, or that no header can carry", async () => {
    const { provider } = await setUp();
    for (const [auth, code] of [
      [{ key: () => "Bearer key-1" }, "key_invalid"],
      [{ key: "key-1", headers: () => ({ "x-a": "…" }) }, "headers_invalid"],
    ] as const)
      await expect(make(provider, auth).models.list()).rejects.toMatchObject(coded(code));
  });

  test("what may be over at the next try is left to the SDK's back-off", async () => {
    const { provider } = await setUp();
    const key = vi.fn(() => provider.key);
    key.mockImplementationOnce(() => {
      throw Object.assign(new Error("busy"), { status: 503 });
    });
    const client = make(provider, { key }, { maxRetries: 1 });
    await client.models.list();
    expect(key).toHaveBeenCalledTimes(2);
    expect(provider.stats.statuses).toEqual({ 200: 1 });
  });

  test("and is the SDK's connection error, with its cause, where it is not over", async () => {
    const { provider } = await setUp();
    const cause = new AuthError("key_unavailable", "vault is down.", { retryable: true });
    const client = make(provider, { key: () => Promise.reject(cause) });
    const error: unknown = await client.models.list().catch((error: unknown) => error);
    expect(error).toBeInstanceOf(APIConnectionError);
    expect(isAuthError((error as Error).cause)).toBe(true);
    expect((error as Error).cause).toBe(cause);
  });

  test("the SDK's time-out covers the wait for the key", async () => {
    const { provider } = await setUp();
    const client = make(provider, { key: cached(never) });
    await expect(client.models.list({}, { timeout: 10 })).rejects.toBeInstanceOf(APIConnectionTimeoutError);
    expect(provider.requests).toHaveLength(0);
  });

  test("so does the caller's abort, and others go on waiting", async () => {
    const { provider } = await setUp();
    const { promise, resolve } = Promise.withResolvers<string>();
    const source = vi.fn(() => promise);
    const client = make(provider, { key: cached(source) });
    const controller = new AbortController();
    const { signal } = controller;
    const aborted = expect(client.models.list({}, { signal })).rejects.toBeInstanceOf(APIUserAbortError);
    const patient = client.models.list();
    await vi.waitFor(() => expect(source).toHaveBeenCalled());
    controller.abort();
    await aborted;
    resolve(provider.key);
    expect((await patient).data.length).toBeGreaterThan(0);
  });

  test("an abort of a stream reaches the service", async () => {
    const { provider, key } = await setUp();
    provider.slow({ chunkDelay: 60_000 });
    const stream = await make(provider, { key }).messages.create({ ...question, stream: true });
    stream.controller.abort();
    await vi.waitFor(() => expect(provider.requests[0]?.outcome).toBe("aborted"));
  });

  test("a key that is refused for good costs two requests and ends as the service's own 401", async () => {
    const { provider } = await setUp();
    let count = 0;
    const key = cached(() => `key-${++count}`);
    const client = make(provider, { key }, { maxRetries: 5 });
    const error: unknown = await client.models.list().catch((error: unknown) => error);
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error).toMatchObject({ status: 401, error: { error: { type: "authentication_error" } } });
    expect(provider.stats.statuses).toEqual({ 401: 2 });
  });

  test("403 is the caller's", async () => {
    const { provider, key } = await setUp();
    provider.fail({ status: 403 });
    await expect(make(provider, { key }).models.list()).rejects.toMatchObject({ status: 403 });
    expect(provider.requests).toHaveLength(1);
  });
});
