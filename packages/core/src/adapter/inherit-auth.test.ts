import { expect, test } from "vitest";
import { createValet } from "../create-valet.ts";
import { inheritAuth } from "./inherit-auth.ts";

const given = { key: "key-1", headers: { "x-team": "search" }, id: "acme" };
const baseURL = "https://api.sdk.test";
const auth = { ...given, baseURL };

test("keeps what is not said, the placeholder included, and ties it to where it was", () => {
  const unnamed = { key: "key-1", baseURL };
  const derived = inheritAuth({ given: unnamed, auth: unnamed }, { headers: {} }, false);
  expect(derived).toEqual({ key: "key-1", headers: {}, origins: [baseURL] });
  expect(createValet(derived).placeholder).toBe(createValet(unnamed).placeholder);
  expect(inheritAuth({ given, auth }, {}, false)).toMatchObject({ id: "acme", key: "key-1" });
});

test("another credential takes neither the key nor the id along", () => {
  const heritage = { given, auth: { ...auth, origins: [baseURL] } };
  expect(inheritAuth(heritage, { key: "key-2" }, true)).toEqual({
    key: "key-2",
    headers: given.headers,
    origins: [baseURL],
  });
});

test("origins that are said are those", () => {
  const origins = ["https://other.sdk.test"];
  expect(inheritAuth({ given, auth }, { origins }, false)).toMatchObject({ origins });
});
