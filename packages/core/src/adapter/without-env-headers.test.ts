import { expect, test, vi } from "vitest";
import { type Kept, withoutEnvHeaders } from "./without-env-headers.ts";

const variable = "ACME_CUSTOM_HEADERS";

/** What is left of headers. */
async function left(headers: NonNullable<RequestInit["headers"]> | undefined, kept?: Kept): Promise<object> {
  let seen = new Headers();
  const fetch = async (_input: unknown, init?: RequestInit) => {
    seen = new Headers(init?.headers);
    return new Response();
  };
  await withoutEnvHeaders(fetch, variable, kept)("https://sdk.test", headers && { headers });
  return Object.fromEntries(seen);
}

test("leaves out what the environment says, and nothing else", async () => {
  vi.stubEnv(variable, "X-Team: search\nX-Secret:  word: 1 \nnothing\nno name: 1\n : 2\nx-é: 3");
  expect(await left({ "x-team": "search", "x-secret": "word: 1", "x-own": "search" })).toEqual({
    "x-own": "search",
  });
  expect(await left({ "x-team": "another" })).toEqual({ "x-team": "another" });
  expect(await left(undefined)).toEqual({});
});

test("keeps what the user says as well", async () => {
  vi.stubEnv(variable, "X-Team: search\nX-Plan: paid");
  const sent = { "x-team": "search", "x-plan": "paid" };
  expect(await left(sent, { headers: { "x-TEAM": "search" } })).toEqual({ "x-team": "search" });
  expect(await left(sent, { headers: new Headers({ "x-plan": "paid" }) })).toEqual({ "x-plan": "paid" });
  expect(await left(sent, { headers: [["x-plan", "paid"]] })).toEqual({ "x-plan": "paid" });
  expect(await left(sent, { headers: null })).toEqual({});
});

test("puts the placeholder back where a credential of the environment's took its place", async () => {
  vi.stubEnv(variable, "authorization: Bearer key-1\napi-key: key-2");
  const kept = { placeholder: "placeholder-1" };
  expect(await left({ authorization: "Bearer key-1" }, kept)).toEqual({
    authorization: "Bearer placeholder-1",
  });
  expect(await left({ "api-key": "key-2" }, kept)).toEqual({ "api-key": "placeholder-1" });
  expect(await left({ authorization: "Bearer placeholder-1", "api-key": "key-2" }, kept)).toEqual({
    authorization: "Bearer placeholder-1",
  });
  expect(await left({ authorization: "Bearer key-1" })).toEqual({});
});

test("never changes what it is given, and is the same fetch where there is nothing to leave out", async () => {
  vi.stubEnv(variable, "X-Team: search");
  const headers = new Headers({ "x-team": "search" });
  await withoutEnvHeaders(async () => new Response(), variable)("https://sdk.test", { headers });
  expect(headers.get("x-team")).toBe("search");
  vi.stubEnv(variable, "");
  const fetch = async () => new Response();
  expect(withoutEnvHeaders(fetch, variable)).toBe(fetch);
});
