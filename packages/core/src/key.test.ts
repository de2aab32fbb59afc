import { describe, expect, test, vi } from "vitest";
import { caught } from "../test/caught.ts";
import { cached } from "./index.ts";

describe("a key is trimmed", () => {
  test.each([
    ["a newline at the end, as files have it", "key-1\n"],
    ["of Windows", "key-1\r\n"],
    ["spaces and tabs", " \t key-1 \t "],
    ["a byte order mark", "\uFEFFkey-1"],
    ["all of it at once", "\uFEFF\r\n key-1\u00A0\u2028\n"],
  ])("%s", async (_, text) => {
    expect(await cached(text)()).toBe("key-1");
    expect(await cached(() => text)()).toBe("key-1");
    expect(await cached(() => ({ value: text, expiresIn: 60 }))()).toBe("key-1");
  });

  test("so the refused one is recognised", async () => {
    const key = cached(() => "key-1\n");
    await key();
    key.invalidate("key-1");
    expect(key.peek()).toBeUndefined();
  });
});

describe("a key that cannot be sent is refused", () => {
  test.each([
    ["a space inside", "key 1", "U+0020", 3],
    ["a newline inside", "key\nx: y", "U+000a", 3],
    ["a carriage return", "key-1\rx", "U+000d", 5],
    ["a NUL", "key-1\0", "U+0000", 5],
    ["DEL", "\u007Fkey", "U+007f", 0],
    ["a zero-width space", "k\u200Bey", "U+200b", 1],
    ["a byte order mark inside", "k\uFEFFey", "U+feff", 1],
    ["an umlaut", "kéy", "U+00e9", 1],
    ["a curly quote", "\u201Ckey\u201D", "U+201c", 0],
    ["an emoji, by its whole code point", "key🔑", "U+1f511", 3],
    ["counted after what is trimmed", " \n key 1", "U+0020", 3],
  ])("%s", async (_, text, point, index) => {
    for (const error of [
      await caught(() => cached(text)),
      await caught(cached(() => text, { name: "vault" })()),
    ]) {
      expect(error).toMatchObject({ name: "AuthError", code: "key_invalid", retryable: false });
      expect((error as Error).message).toContain(point);
      expect((error as Error).message).toMatch(new RegExp(`index ${index}\\b`));
      expect((error as Error).message).not.toContain("key-1");
    }
  });

  test.each([
    ["empty", ""],
    ["only white space", " \uFEFF\r\n"],
  ])("%s", async (_, text) => {
    const error = await caught(cached(() => text, { name: "vault" })());
    expect(error).toMatchObject({ code: "key_invalid", message: expect.stringMatching(/vault.*empty/) });
  });

  test.each([{ value: undefined }, { value: null, expiresIn: 60 }])(
    "%o, as of a response without a token: it is not kept, and the next call gets the key",
    async (answer) => {
      const source = vi.fn((): unknown => "key-2").mockReturnValueOnce(answer);
      const key = cached(source as () => string, { name: "vault" });
      const error = await caught(key());
      expect(error).toMatchObject({ name: "AuthError", code: "key_invalid", retryable: false });
      expect((error as Error).message).toContain("vault");
      expect(key.peek()).toBeUndefined();
      expect([await key(), await key()]).toEqual(["key-2", "key-2"]);
      expect(source).toHaveBeenCalledTimes(2);
    },
  );

  test("a promise is, when it is made, with the advice to pass a function", () => {
    const bare = Promise.resolve("key-1") as unknown as string;
    expect(() => cached(bare)).toThrow(/function/);
  });

  test("every visible ASCII character may be sent", async () => {
    const visible = String.fromCharCode(...Array.from({ length: 94 }, (_, index) => 33 + index));
    expect(await cached(visible)()).toBe(visible);
  });

  test("checked once per refresh, not per call", async () => {
    const trim = vi.spyOn(String.prototype, "trim");
    const key = cached(() => "key-1");
    for (let call = 0; call < 10; call++) await key();
    const checks = trim.mock.contexts.filter((text) => `${text}` === "key-1").length;
    expect(checks).toBe(1);
  });
});
