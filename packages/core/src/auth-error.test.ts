import { inspect } from "node:util";
import { describe, expect, test, vi } from "vitest";
import { caught } from "../test/caught.ts";
import { startLoopback } from "../test/loopback.ts";
import { AuthError, cached, isAuthError } from "./index.ts";

const withFields = (fields: object): Error => Object.assign(new Error("source"), fields);

/** The text is Deno's own. */
const refusedByDeno = new TypeError("fetch failed", {
  cause: new Error("error sending request for url (https://vault.test/)"),
});

describe("an AuthError", () => {
  test("is an Error with a literal code, a name and its cause", () => {
    const cause = new Error("behind it");
    const error = new AuthError("key_unavailable", "vault failed.", { cause });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: "AuthError", code: "key_unavailable", message: "vault failed." });
    expect(error.cause).toBe(cause);
    expect(error.stack).toContain("auth-error.test");
    expect(inspect(error)).toContain("behind it");
  });

  test("has no cause and no wait if there was none", () => {
    const error = new AuthError("closed", "vault was closed.");
    expect("cause" in error).toBe(false);
    expect(error.retryAfter).toBeUndefined();
  });

  test.each([
    ["source_timeout", true],
    ["origin_refused", false],
    ["key_invalid", false],
    ["key_unavailable", false],
    ["closed", false],
    ["auth_conflict", false],
    ["headers_invalid", false],
  ] as const)("%s is by itself retryable: %s", (code, retryable) => {
    expect(new AuthError(code, "text").retryable).toBe(retryable);
    expect(new AuthError(code, "text", { retryable: !retryable }).retryable).toBe(!retryable);
  });

  test.each<[string, unknown, boolean]>([
    ["no cause", undefined, false],
    ["an unmarked one", withFields({}), false],
    ["one marked as retryable", withFields({ retryable: true }), true],
    ["one marked as not", withFields({ retryable: false, status: 503 }), false],
    ["a connection that was reset", withFields({ code: "ECONNRESET" }), true],
    ["a connection that was refused", withFields({ code: "ECONNREFUSED" }), true],
    ["a name that was not found", withFields({ code: "ENOTFOUND" }), true],
    ["a name server that is busy", withFields({ code: "EAI_AGAIN" }), true],
    ["a time-out of the network", withFields({ code: "ETIMEDOUT" }), true],
    ["a time-out of undici", withFields({ code: "UND_ERR_CONNECT_TIMEOUT" }), true],
    ["a missing file", withFields({ code: "ENOENT" }), false],
    ["status 408", withFields({ status: 408 }), true],
    ["status 429", withFields({ status: 429 }), true],
    ["status 500", withFields({ status: 500 }), true],
    ["status 503, as other SDKs call it", withFields({ statusCode: 503 }), true],
    ["status 400", withFields({ status: 400 }), false],
    ["status 401", withFields({ status: 401 }), false],
    ["a refused connection of Deno's, without a code", refusedByDeno, true],
    ["status 503 as all of its text", new Error("503"), true],
    ["a text that begins with a 5", new Error("5 keys found"), false],
    ["a text that begins with 408", new Error("408 keys found"), false],
    ["a text that begins with 500", new Error("500 keys found"), false],
    ["a string", "ECONNRESET", false],
    ["null", null, false],
  ])("key_unavailable is as retryable as its cause says: %s", (_, cause, retryable) => {
    expect(new AuthError("key_unavailable", "text", { cause }).retryable).toBe(retryable);
  });

  test("is as retryable as the failure of a real fetch", async () => {
    const { origin, ...server } = await startLoopback();
    await server[Symbol.asyncDispose]();
    const key = cached(() => fetch(origin).then((response) => response.text()));
    expect(await caught(key())).toMatchObject({ code: "key_unavailable", retryable: true });
  });

  test("a cause that goes round in circles is no trap", () => {
    const cause = withFields({});
    cause.cause = cause;
    expect(new AuthError("key_unavailable", "text", { cause }).retryable).toBe(false);
  });

  test("says how long to wait, itself or by its cause", () => {
    expect(new AuthError("key_unavailable", "text", { retryAfter: 5 }).retryAfter).toBe(5);
    expect(
      new AuthError("key_unavailable", "text", { cause: withFields({ retryAfter: 7 }) }).retryAfter,
    ).toBe(7);
  });

  test("of a source passes through its cache as it is", async () => {
    const error = new AuthError("key_unavailable", "Log in again.", { retryable: true });
    expect(await caught(cached(() => Promise.reject(error))())).toBe(error);
  });
});

describe("isAuthError", () => {
  test("knows one, also of another copy of this package", async () => {
    vi.resetModules();
    const copy = await import("./index.ts");
    expect(copy.AuthError).not.toBe(AuthError);
    const foreign = new copy.AuthError("closed", "text");
    expect(foreign).not.toBeInstanceOf(AuthError);
    expect(isAuthError(foreign)).toBe(true);
    expect(isAuthError(new AuthError("closed", "text"))).toBe(true);
  });

  test.each([
    ["another error", new Error("text")],
    ["one that looks like it", Object.assign(new Error("text"), { name: "AuthError", code: "closed" })],
    ["null", null],
    ["nothing", undefined],
    ["a string", "AuthError"],
    ["an object", { name: "AuthError", code: "closed" }],
  ])("does not mistake %s for one", (_, value) => {
    expect(isAuthError(value)).toBe(false);
  });

  test("a cache of another copy of this package is one here too", async () => {
    vi.resetModules();
    const copy = await import("./index.ts");
    const key = copy.cached("key-1");
    expect(cached(key)).toBe(key);
  });
});
