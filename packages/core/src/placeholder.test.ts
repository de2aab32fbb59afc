import { expect, test } from "vitest";
import { deriveAuth, placeholderOf } from "./placeholder.ts";

test("a derived auth keeps the placeholder of the one that it comes from", () => {
  const auth = { key: "key-1" };
  const derived = deriveAuth(auth, { baseURL: "https://sdk.test" });
  expect(derived).toEqual({ key: "key-1", baseURL: "https://sdk.test" });
  expect(placeholderOf(derived)).toBe(placeholderOf(auth));
  expect(placeholderOf(deriveAuth(derived, { key: "key-2" }))).toBe(placeholderOf(auth));
});

test("an id decides over the placeholder, its own or a derived one", () => {
  const auth = { key: "key-1", id: "acme" };
  expect(placeholderOf(deriveAuth(auth, { key: "key-2" }))).toBe(placeholderOf(auth));
  expect(placeholderOf(deriveAuth(auth, { id: "other" }))).toBe(placeholderOf({ id: "other" }));
});
