import { expect, test } from "vitest";
import { caught } from "../../test/caught.ts";
import { AuthError, type AuthErrorOptions } from "../auth-error.ts";
import { answerFailures } from "./answer-failures.ts";

const failing = (error: unknown) => answerFailures(() => Promise.reject(error));
const unavailable = (options?: AuthErrorOptions) =>
  new AuthError("key_unavailable", "vault has no key.", options);

test("answers what no retry can cure with a 401 that forbids retries", async () => {
  const response = await failing(unavailable({ cause: new Error("key-1 is wrong") }))("https://sdk.test");
  expect(response.status).toBe(401);
  expect(response.headers.get("x-should-retry")).toBe("false");
  expect(await response.json()).toEqual({
    type: "error",
    error: { type: "authentication_error", code: "key_unavailable", message: "vault has no key." },
  });
});

test("throws what may be over at the next try, and what is not about a credential, as it is", async () => {
  const aborted = new DOMException("This operation was aborted", "AbortError");
  for (const error of [unavailable({ retryable: true }), new TypeError("fetch failed"), aborted])
    expect(await caught(failing(error)("https://sdk.test"))).toBe(error);
});

test("hands on an answer as it is", async () => {
  const response = new Response("refused", { status: 401 });
  expect(await answerFailures(async () => response)("https://sdk.test")).toBe(response);
});
