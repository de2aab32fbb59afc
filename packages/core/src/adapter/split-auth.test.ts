import { expect, test } from "vitest";
import { splitAuth } from "./split-auth.ts";

test("tells an auth's fields from the SDK's, and changes neither", () => {
  const headers = { "x-team": "search" };
  const options = Object.freeze({
    key: "key-1",
    headers,
    id: "acme",
    timeout: 1,
    baseURL: "https://sdk.test",
  });
  expect(splitAuth(options)).toEqual([
    { key: "key-1", headers, id: "acme" },
    { timeout: 1, baseURL: "https://sdk.test" },
  ]);
});

test("keeps what is there and undefined, and leaves symbols out", () => {
  expect(splitAuth({ key: undefined, timeout: undefined, [Symbol("parent")]: 1 })).toEqual([
    { key: undefined },
    { timeout: undefined },
  ]);
});
