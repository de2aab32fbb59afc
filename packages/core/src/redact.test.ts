import { expect, test } from "vitest";
import { createValet, redact } from "./index.ts";

const gone = "[redacted]";

test.each([
  "authorization",
  "Proxy-Authorization",
  "api-key",
  "x-api-key",
  "X-Goog-Api-Key",
  "cookie",
  "set-cookie",
  "helicone-auth",
  "x-portkey-api-key",
  "x-virtual-key",
  "x-auth-token",
  "x-amz-security-token",
  "x-client-secret",
  "x-signature",
  "x-session-id",
  "x-password",
])("leaves out what has the name of a secret: %s", (name) => {
  expect(redact({ [name]: "abc" })).toEqual({ [name]: gone });
});

test.each([
  "Bearer abc",
  "Basic YTpi",
  "bearer abc",
  "AWS4-HMAC-SHA256 Credential=abc",
  ["sk", "proj", "abc"].join("-"),
  ["gsk", "abc"].join("_"),
  ["pplx", "abc"].join("-"),
  ["r8", "abc"].join("_"),
  ["AI", "zaabc"].join(""),
  ["AK", "IAabc"].join(""),
  "ApiKey abc",
  ["eyJhbGciOi", "eyJzdWIi", "x"].join("."),
])("leaves out what has the look of one: %s", (value) => {
  expect(redact({ "x-other": value })).toEqual({ "x-other": gone });
});

test("keeps what is none", () => {
  const headers = {
    accept: "application/json",
    "user-agent": "acme/1",
    "openai-organization": "org",
    "x-trace": "1",
  };
  expect(redact(headers)).toEqual(headers);
});

test("keeps a placeholder readable", () => {
  const { placeholder } = createValet({ id: "acme", origins: "sdk" });
  expect(redact({ authorization: `Bearer ${placeholder}` })).toEqual({
    authorization: `Bearer ${placeholder}`,
  });
});

test("does not take what only mentions a placeholder for one", () => {
  const { placeholder } = createValet({ id: "acme", origins: "sdk" });
  const redacted = redact({
    cookie: `a=${placeholder}; session=abc`,
    authorization: `Bearer abc ${placeholder}`,
  });
  expect(redacted).toEqual({ cookie: gone, authorization: gone });
});

test("takes headers in every shape, and leaves them as they are", () => {
  const object = Object.freeze({ "X-Api-Key": "abc", accept: "a/b", "x-none": undefined });
  expect(redact(object)).toEqual({ "X-Api-Key": gone, accept: "a/b" });
  const headers = new Headers({ "X-Api-Key": "abc", accept: "a/b" });
  expect(redact(headers)).toEqual({ "x-api-key": gone, accept: "a/b" });
  expect(headers.get("x-api-key")).toBe("abc");
  expect(redact(Object.freeze([["X-Api-Key", "abc"]] as const))).toEqual({ "X-Api-Key": gone });
});
