import { expect, test, vi } from "vitest";
import { caught } from "../test/caught.ts";
import { startLoopback } from "../test/loopback.ts";
import { type Auth, authFetch, createValet, type Fetch } from "./index.ts";

type Where = Pick<Auth, "baseURL" | "origins">;

/** Sends a request with the placeholder, and says which authorization it went out with. */
async function send(where: Where, to: string): Promise<string | null | undefined> {
  const inside = vi.fn<Fetch>(async () => new Response());
  const valet = createValet({ key: "key-1", ...where }, { fetch: inside });
  await valet.fetch(to, { headers: { authorization: `Bearer ${valet.placeholder}` } });
  return new Headers(inside.mock.calls[0]?.[1]?.headers).get("authorization");
}

const api = { baseURL: "https://api.example.com/v1" };
const gateway = { origins: ["http://gateway:8080"] };
const sdk = { origins: "sdk" } as const;

test.each<[Where, string]>([
  [api, "https://api.example.com/v1/models"],
  [api, "https://api.example.com"],
  [api, "https://api.example.com:443/v2"],
  [api, "HTTPS://API.Example.COM/v1"],
  [api, "https://api.example.com?query"],
  [{ baseURL: "https://API.example.com:443" }, "https://api.example.com/"],
  [{ origins: ["https://a.test", "https://b.test/path"] }, "https://b.test/"],
  [{ ...api, origins: ["https://b.test"] }, "https://b.test/"],
  [gateway, "http://gateway:8080/v1"],
  [{ baseURL: "http://localhost:1234" }, "http://localhost:1234/"],
  [{ baseURL: "http://api.localhost:1234" }, "http://api.localhost:1234/"],
  [{ baseURL: "http://127.0.0.1:1234" }, "http://127.0.0.1:1234/"],
  [{ baseURL: "http://127.8.9.1" }, "http://127.8.9.1/"],
  [{ baseURL: "http://[::1]:1234" }, "http://[::1]:1234/"],
  [sdk, "https://anywhere.test/v1"],
  [sdk, "http://localhost:1234/v1"],
])("with %o sends the key to %s", async (where, to) => {
  expect(await send(where, to)).toBe("Bearer key-1");
});

const refused: [Where, string][] = [
  [api, "https://api.example.com.evil.test/v1"],
  [api, "https://api.example.comevil.test/v1"],
  [api, "https://api.example.com@evil.test/v1"],
  [api, "https://api.example.com:443@evil.test/v1"],
  [api, "https://evil.test/https://api.example.com/"],
  [api, "https://evil.test/?https://api.example.com/"],
  [api, "https://evil.test#https://api.example.com/"],
  [api, "https://api.example.com:8443/v1"],
  [api, "https://api.example.com./v1"],
  [api, "https://example.com/v1"],
  [api, "https://sub.api.example.com/v1"],
  [api, "http://api.example.com/v1"],
  [api, "http://localhost/v1"],
  [{ ...api, origins: ["https://b.test"] }, "https://api.example.com/v1"],
  [gateway, "http://gateway/v1"],
  [gateway, "http://gateway:8081/v1"],
  [gateway, "https://gateway:8080/v1"],
  [sdk, "http://anywhere.test/v1"],
  [sdk, "http://localhost.evil.test/v1"],
  [sdk, "http://evil-localhost/v1"],
  [sdk, "http://127.0.0.1.evil.test/v1"],
  [sdk, "http://10.0.0.1/v1"],
  [sdk, "http://0.0.0.0/v1"],
];

test.each(refused)("with %o refuses to go to %s", async (where, to) => {
  const key = vi.fn(() => "key-1");
  const headers = vi.fn(() => ({ "x-a": "key-2" }));
  const inside = vi.fn<Fetch>(async () => new Response());
  const valet = createValet({ key, headers, ...where }, { fetch: inside });
  const init = { headers: { authorization: `Bearer ${valet.placeholder}` } };
  const error = await caught(valet.fetch(to, init));
  expect(error).toMatchObject({ name: "AuthError", code: "origin_refused", retryable: false });
  if (where !== sdk) {
    const send = authFetch({ key, headers, ...where }, { fetch: inside });
    expect(await caught(send(to))).toMatchObject({ code: "origin_refused" });
    // Its own credential takes a request no further.
    const own = { headers: { authorization: "Bearer own" } };
    expect(await caught(send(to, own))).toMatchObject({ code: "origin_refused" });
  }
  for (const untouched of [inside, key, headers]) expect(untouched).not.toHaveBeenCalled();
});

test("goes where fetch goes, not where the text seems to lead", async () => {
  // To `fetch` the backslash is a slash.
  expect(await send(api, "https://api.example.com\\@evil.test/")).toBe("Bearer key-1");
  expect(await caught(send(api, "https://evil.test\\@api.example.com/"))).toMatchObject({
    code: "origin_refused",
  });
  expect(await caught(send(api, " https://evil.test/#@api.example.com"))).toMatchObject({
    code: "origin_refused",
  });
  expect(await caught(send(api, "https://api.example.com\t.evil.test/"))).toMatchObject({
    code: "origin_refused",
  });
});

test.each<[string, unknown]>([
  ["neither origins nor a base URL", {}],
  ["a base URL without its scheme", { baseURL: "api.example.com" }],
  ["a base URL of another scheme", { baseURL: "ftp://api.example.com" }],
  ["an empty base URL", { baseURL: "" }],
  ["plain http away from loopback", { baseURL: "http://gateway:8080" }],
  ["plain http to what only looks like loopback", { baseURL: "http://localhost.evil.test" }],
  ["a wildcard", { origins: ["https://*.example.com"] }],
  ["a bare host", { origins: ["api.example.com"] }],
  ["something that is no text", { origins: [42] }],
])("refuses %s when it is made", async (_what, where) => {
  const auth = { key: "key-1", ...(where as Where) };
  expect(await caught(() => createValet(auth))).toMatchObject({ name: "AuthError", code: "origin_refused" });
  expect(await caught(() => authFetch(auth))).toMatchObject({ code: "origin_refused" });
});

test("adds headers to requests for the API alone, wherever the key may go", async () => {
  const inside = vi.fn<Fetch>(async () => new Response());
  const headers = vi.fn(() => ({ "x-a": "1" }));
  const valet = createValet({ headers, ...sdk }, { fetch: inside });
  await valet.fetch("https://anywhere.test/");
  expect(inside).toHaveBeenCalledWith("https://anywhere.test/", undefined);
  expect(headers).not.toHaveBeenCalled();
  const plain = createValet({ headers, ...gateway }, { fetch: inside });
  await plain.fetch("http://gateway:8080/v1");
  expect(inside.mock.calls[1]?.[1]?.headers).toEqual({ "x-a": "1" });
});

test("keeps the key from the host of an image that a user named", async () => {
  await using api = await startLoopback();
  await using evil = await startLoopback();
  const valet = createValet({ key: "key-1", headers: { "x-a": "key-2" }, baseURL: `${api.origin}/v1` });
  await valet.fetch(`${evil.origin}/image.png`);
  expect(JSON.stringify(evil.requests)).not.toContain("key-");
  const init = { headers: { "api-key": valet.placeholder } };
  expect(await caught(valet.fetch(`${evil.origin}/image.png`, init))).toMatchObject({
    code: "origin_refused",
  });
  expect(evil.requests).toHaveLength(1);
});
