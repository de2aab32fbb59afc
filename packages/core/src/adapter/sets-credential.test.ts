import { expect, test } from "vitest";
import { basic, bearer, cached, envHeaders, firstOf, type HeaderInput, header } from "../index.ts";
import { setsCredential } from "./sets-credential.ts";

test.each<[string, HeaderInput]>([
  ["an object", { Authorization: "Bearer key-1" }],
  ["Headers", new Headers({ "api-key": "key-1" })],
  ["pairs", [["X-Api-Key", "key-1"]]],
  ["bearer()", bearer("key-1")],
  ["basic()", basic("user", "key-1")],
  ["header()", header("X-Goog-Api-Key", "key-1")],
  ["a cache of one", cached(bearer("key-1"))],
  ["a choice of some", firstOf(header("x-team", "key-1"), bearer("key-1"))],
  ["a list", [{ "x-team": "search" }, () => ({}), bearer("key-1")]],
])("sees a credential in %s", (_kind, headers) => {
  expect(setsCredential(headers)).toBe(true);
});

test.each<[string, HeaderInput | undefined]>([
  ["nothing", undefined],
  ["an empty list", []],
  ["other headers", { "x-team": "search", authorization: undefined }],
  ["other pairs", [["x-team", "search"]]],
  ["a header of another name", header("x-portkey-api-key", "key-1")],
  ["a function, which is not asked", () => ({ authorization: "Bearer key-1" })],
  ["the environment, which is not read", envHeaders("NAME")],
])("sees none in %s", (_kind, headers) => {
  expect(setsCredential(headers)).toBe(false);
});
