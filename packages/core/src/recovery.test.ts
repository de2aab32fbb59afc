import { Readable } from "node:stream";
import { describe, expect, test, vi } from "vitest";
import { caught } from "../test/caught.ts";
import { accepting, bearerOf, startLoopback } from "../test/loopback.ts";
import { manualClock } from "../test/manual-clock.ts";
import { renewing } from "../test/renewing.ts";
import { ways } from "../test/ways.ts";
import { type AuthEvent, bearer, cached, type Fetch, type SourceContext } from "./index.ts";

const form = () => {
  const data = new FormData();
  data.append("a", "b");
  data.append("file", new Blob([new Uint8Array([0, 1, 255])], { type: "audio/x" }), "name.bin");
  return data;
};
const text = new TextEncoder();

describe.each(ways)("%s", (_way, authFetch) => {
  test.each<[string, () => RequestInit["body"]]>([
    ["nothing", () => null],
    ["a string", () => '{"a":"ä"}'],
    ["an empty string", () => ""],
    ["bytes", () => text.encode("0123456789").subarray(2, 5)],
    ["an ArrayBuffer", () => text.encode("bytes").buffer],
    ["a DataView", () => new DataView(text.encode("bytes").buffer, 1, 2)],
    ["a Blob", () => new Blob(["blob"], { type: "text/blob" })],
    ["FormData", form],
    ["URLSearchParams", () => new URLSearchParams({ a: "b c" })],
  ])("sends %s again, byte for byte, with the new key", async (_kind, body) => {
    await using server = await startLoopback(accepting("key-2"));
    const key = renewing("key-1", "key-2");
    const send = authFetch({ key, baseURL: server.origin });
    const init = { method: "POST", headers: { "x-own": "1" }, body: body() ?? null };
    const response = await send(`${server.origin}/v1?a=b`, init);
    expect([response.status, await response.text()]).toEqual([200, "welcome"]);
    expect(server.requests.map(bearerOf)).toEqual(["key-1", "key-2"]);
    // A form is encoded anew, with another boundary.
    const [first, second] = server.requests.map(({ method, path, headers, body }) => {
      const boundary = headers["content-type"]?.split("boundary=")[1] ?? "-";
      const { authorization: _, ...rest } = headers;
      return JSON.stringify([method, path, rest, body.toString("latin1")]).replaceAll(boundary, "-");
    });
    expect(second).toBe(first);
    expect(key.mock.calls.map(([{ rejected, status }]) => [rejected, status])).toEqual([
      [undefined, undefined],
      ["key-1", 401],
    ]);
    expect(key.invalidate.mock.calls).toEqual([["key-1", { status: 401, retryAfter: undefined }]]);
    expect(key.accept.mock.calls).toEqual([["key-2"]]);
    expect(key.invalidate.mock.invocationCallOrder[0]).toBeLessThan(key.mock.invocationCallOrder[1] ?? 0);
  });

  test("does not send a stream again, but tells the source, so that the next request has the new key", async () => {
    await using server = await startLoopback(accepting("key-2"));
    let issued = 0;
    const key = cached(() => `key-${++issued}`);
    const send = authFetch({ key, baseURL: server.origin });
    const init = () => ({ method: "POST", body: new Blob(["x"]).stream(), duplex: "half" }) as RequestInit;
    const response = await send(server.origin, init());
    expect([response.status, await response.text()]).toEqual([401, "refused"]);
    expect([server.requests.length, issued]).toEqual([1, 1]);
    expect((await send(server.origin, init())).status).toBe(200);
    expect(issued).toBe(2);
  });

  test.each<[string, (context: SourceContext) => string | undefined]>([
    ["answers the same", () => "key-1"],
    ["has nothing", ({ rejected }) => (rejected ? undefined : "key-1")],
    ["answers what cannot be a key", ({ rejected }) => (rejected ? "a b" : "key-1")],
    [
      "fails",
      ({ rejected }) => {
        if (rejected) throw new Error("no vault");
        return "key-1";
      },
    ],
  ])("returns the original response, readable, when the source %s", async (_what, key) => {
    await using server = await startLoopback(accepting());
    const response = await authFetch({ key, baseURL: server.origin })(server.origin);
    expect([response.status, await response.text()]).toEqual([401, "refused"]);
    expect(server.requests).toHaveLength(1);
  });

  test("sends at most twice, whatever a source thinks of", async () => {
    await using server = await startLoopback(accepting());
    let issued = 0;
    const key = vi.fn(() => `key-${++issued}`);
    const response = await authFetch({ key, baseURL: server.origin })(server.origin);
    expect([response.status, await response.text()]).toEqual([401, "refused"]);
    expect(server.requests.map(bearerOf)).toEqual(["key-1", "key-2"]);
    expect(key).toHaveBeenCalledTimes(2);
  });

  test("with a permanent refusal bounds the requests of each call, and the exchanges of all", async () => {
    await using server = await startLoopback(accepting());
    let exchanges = 0;
    const key = cached(() => `key-${++exchanges}`, { clock: manualClock() });
    const send = authFetch({ key, baseURL: server.origin });
    for (let call = 1; call <= 50; call++) {
      const before = server.requests.length;
      expect((await send(server.origin)).status).toBe(401);
      expect(server.requests.length - before).toBeLessThanOrEqual(2);
    }
    expect(exchanges).toBeLessThanOrEqual(2);
  });

  test("sends a static key once", async () => {
    await using server = await startLoopback(accepting());
    const send = authFetch({ key: "key-1", headers: { "x-a": "1" }, baseURL: server.origin });
    expect((await send(server.origin)).status).toBe(401);
    expect(server.requests).toHaveLength(1);
  });

  test("takes a new key for each attempt where keys are good for one", async () => {
    const used = new Set<string | undefined>(["key-2"]);
    await using server = await startLoopback((request) => {
      const isUsed = used.has(bearerOf(request));
      used.add(bearerOf(request));
      return { status: isUsed ? 401 : 200 };
    });
    let issued = 0;
    const send = authFetch({ key: () => `key-${++issued}`, baseURL: server.origin });
    for (let call = 0; call < 3; call++) expect((await send(server.origin)).status).toBe(200);
    expect(server.requests.map(bearerOf)).toEqual(["key-1", "key-2", "key-3", "key-4"]);
  });

  test.each([400, 403, 404, 407, 408, 429, 500, 503])(
    "does not recover from a %i, which says nothing",
    async (status) => {
      await using server = await startLoopback(() => ({
        status,
        headers: { "proxy-authenticate": "Basic" },
      }));
      const key = renewing();
      const send = authFetch({ key, baseURL: server.origin }, { fetch: (input, init) => fetch(input, init) });
      // To a 407 from anybody but a proxy `fetch` itself objects.
      await send(server.origin).catch(() => {});
      expect(server.requests).toHaveLength(1);
      expect(key.invalidate).not.toHaveBeenCalled();
      const isAccepted = [400, 404, 408, 429].includes(status);
      expect(key.accept.mock.calls).toEqual(isAccepted ? [["key-1"]] : []);
    },
  );

  test("recovers from the statuses that the source names, and from no other", async () => {
    const refusal = { status: 403 };
    await using server = await startLoopback((request) => (bearerOf(request) === "key-2" ? {} : refusal));
    const key = renewing("key-1", "key-2", [403]);
    const send = authFetch({ key, baseURL: server.origin });
    expect((await send(server.origin)).status).toBe(200);
    expect(key.mock.calls.at(-1)?.[0]).toMatchObject({ rejected: "key-1", status: 403 });
    refusal.status = 401;
    expect((await send(server.origin)).status).toBe(401);
    expect(key.invalidate).toHaveBeenCalledTimes(1);
  });

  test("recovers by headers that carry the credential", async () => {
    await using server = await startLoopback(accepting("key-2"));
    const key = renewing("key-1", "key-2");
    expect((await authFetch({ headers: bearer(key), baseURL: server.origin })(server.origin)).status).toBe(
      200,
    );
    expect(key.invalidate).toHaveBeenCalledWith("key-1", { status: 401, retryAfter: undefined });
    expect(key.accept).toHaveBeenCalledWith("key-2");
  });

  test("surfaces that the cache was closed", async () => {
    const key = cached(() => "key-1");
    const send = authFetch({ key, baseURL: "https://api.example.com" });
    key.close();
    expect(await caught(send("https://api.example.com/"))).toMatchObject({
      name: "AuthError",
      code: "closed",
    });
  });

  test.each<[string, ResponseInit]>([
    ["a refusal", { status: 401 }],
    ["a redirect", { status: 307, headers: { location: "/to" } }],
    ["a redirect elsewhere", { status: 307, headers: { location: "https://other.test/" } }],
  ])("lets go of the connection of %s, whose body nobody will read", async (_what, init) => {
    const cancel = vi.fn();
    // A body without an end keeps its connection until it is cancelled.
    const inside = vi
      .fn<Fetch>(async () => new Response("welcome"))
      .mockImplementationOnce(async () => new Response(new ReadableStream({ cancel }), init));
    const send = authFetch({ key: renewing("key-1", "key-2"), baseURL: "https://a.test" }, { fetch: inside });
    expect(await (await send("https://a.test/")).text()).toBe("welcome");
    expect(cancel).toHaveBeenCalledTimes(1);
  });

  test("recovers through a fetch whose bodies are Node streams, which cannot be cancelled", async () => {
    await using server = await startLoopback(accepting("key-2"));
    const inside: Fetch = async (input, init) => {
      const response = await fetch(input, init);
      const body = Readable.from([await response.text()]);
      return Object.defineProperty(response, "body", { value: body });
    };
    const send = authFetch({ key: renewing("key-1", "key-2"), baseURL: server.origin }, { fetch: inside });
    expect((await send(server.origin)).status).toBe(200);
    expect(server.requests.map(bearerOf)).toEqual(["key-1", "key-2"]);
  });

  test("tells the auth's listener of it, without a key, and whatever the listener does", async () => {
    await using server = await startLoopback(accepting("key-2"));
    const events: AuthEvent[] = [];
    const onEvent = (event: AuthEvent) => {
      events.push(event);
      throw new Error("from a listener");
    };
    const key = Object.defineProperty(renewing("key-1", "key-2"), "name", { value: "vault" });
    const send = authFetch({ key, id: "acme", onEvent, baseURL: server.origin });
    expect((await send(server.origin)).status).toBe(200);
    expect(events).toMatchObject([
      {
        type: "rejected",
        source: "vault",
        id: "acme",
        reason: "401",
        fingerprint: expect.stringMatching(/^[0-9a-f]{8}$/),
      },
      { type: "recovered", source: "vault", id: "acme", reason: "401", duration: expect.any(Number) },
    ]);
    expect(JSON.stringify(events)).not.toContain("key-");
  });
});
