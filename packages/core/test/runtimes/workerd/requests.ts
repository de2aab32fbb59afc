/** What only a runtime shows that ends everything a request began together with the request. */
import { expect, test, vi } from "vitest";
import { type Answer, startLoopback } from "../../loopback.ts";
import type { Setting } from "./app.ts";

const app = (path: string, init?: RequestInit): Promise<Response> =>
  fetch(`${new URL(process.env.APP_ORIGIN ?? "").origin}/${path}`, init);

/** A source of the app: each call is a request of its own. */
const sourceOf = (name: string) => {
  const call = async (action: string, setting: Setting = {}) => {
    const response = await app(`${name}/${action}`, { method: "POST", body: JSON.stringify(setting) });
    return (await response.json()) as { key?: string; code?: string; asked: number };
  };
  return {
    set: (setting: Setting) => call("set", setting),
    ask: () => call("ask"),
    invalidate: () => call("invalidate"),
  };
};

/** Issues key-1, key-2, … for a while in s; the exchanges of these numbers are held back until `release`. */
async function startIssuer(expiresIn: number, ...held: number[]) {
  const { promise, resolve: release } = Promise.withResolvers<void>();
  const server = await startLoopback(async ({ path }): Promise<Answer> => {
    const exchange = Number(path.slice(1));
    if (held.includes(exchange)) await promise;
    return { body: JSON.stringify({ value: `key-${exchange}`, expiresIn }) };
  });
  return Object.assign(server, { release });
}

test("a refresh that ended with the request that began it is asked for in a later one", async () => {
  await using issuer = await startIssuer(100, 2);
  const source = sourceOf("overdue");
  await source.set({ issuer: issuer.origin });
  expect(await source.ask()).toEqual({ key: "key-1", asked: 1 });
  // Half its life is over, so it is renewed ahead, and the request ends before the issuer answers.
  await source.set({ later: 60_000 });
  expect(await source.ask()).toEqual({ key: "key-1", asked: 2 });
  expect(await source.ask()).toEqual({ key: "key-1", asked: 2 });
  // Too little is left now not to wait. That refresh is past its time-out by the clock; no timer said so.
  await source.set({ later: 91_000 });
  expect(await source.ask()).toEqual({ key: "key-3", asked: 3 });
  expect(await source.ask()).toEqual({ key: "key-3", asked: 3 });
});

test("while the key is valid for long enough, nobody waits for that", async () => {
  await using issuer = await startIssuer(1000, 2, 3);
  const source = sourceOf("valid");
  await source.set({ issuer: issuer.origin });
  await source.ask();
  await source.set({ later: 750_000 });
  expect(await source.ask()).toEqual({ key: "key-1", asked: 2 });
  await source.set({ later: 781_000 });
  expect(await source.ask()).toEqual({ key: "key-1", asked: 3 });
});

test("who has to wait for such a refresh asks for another one", async () => {
  await using issuer = await startIssuer(100, 2);
  const source = sourceOf("joined");
  await source.set({ issuer: issuer.origin });
  await source.ask();
  await source.set({ later: 85_000 });
  expect(await source.ask()).toEqual({ key: "key-1", asked: 2 });
  // Expired, while there is time left for that refresh by the clock.
  await source.set({ later: 101_000 });
  expect(await source.ask()).toEqual({ key: "key-3", asked: 3 });
});

test("a refresh handed to waitUntil is finished after the response", async () => {
  await using issuer = await startIssuer(100, 2);
  const source = sourceOf("extended");
  await source.set({ issuer: issuer.origin });
  await source.ask();
  await source.set({ later: 60_000 });
  expect(await source.ask()).toEqual({ key: "key-1", asked: 2 });
  issuer.release();
  await vi.waitFor(async () => expect(await source.ask()).toEqual({ key: "key-2", asked: 2 }), 5_000);
});

test("requests side by side share an exchange", async () => {
  await using issuer = await startIssuer(100, 1);
  const source = sourceOf("shared");
  await source.set({ issuer: issuer.origin });
  const asking = Array.from({ length: 5 }, () => source.ask());
  await vi.waitFor(() => expect(issuer.requests).toHaveLength(1));
  issuer.release();
  expect(await Promise.all(asking)).toEqual(Array(5).fill({ key: "key-1", asked: 1 }));
});

test("one request drops what another one waits for", async () => {
  await using issuer = await startIssuer(100, 1);
  const source = sourceOf("dropped");
  await source.set({ issuer: issuer.origin });
  const asking = source.ask();
  await vi.waitFor(() => expect(issuer.requests).toHaveLength(1));
  expect(await source.invalidate()).toEqual({ asked: 1 });
  issuer.release();
  expect(await asking).toEqual({ key: "key-2", asked: 2 });
});

test("a valet may be made at module scope, where nothing random can be had", async () => {
  await using server = await startLoopback();
  const send = async (name: string) => {
    const response = await app(`${name}/send?to=${encodeURIComponent(server.origin)}`);
    return (await response.json()) as { placeholder: string; status: number };
  };
  const answers = [await send("named"), await send("unnamed"), await send("unnamed"), await send("other")];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  const placeholders = answers.map(({ placeholder }) => placeholder);
  expect(placeholders[0]).toBe("valetkey-placeholder-tenant%201");
  expect(placeholders[1]).toMatch(/^valetkey-placeholder-.{8}/);
  expect(placeholders[2]).toBe(placeholders[1]);
  expect(placeholders[3]).not.toBe(placeholders[1]);
  expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(
    ["key-1", "key-2", "key-2", "key-3"].map((key) => `Bearer ${key}`),
  );
});
