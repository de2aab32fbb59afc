import { expect, test, vi } from "vitest";
import { caught } from "../../test/caught.ts";
import { accepting, bearerOf, startLoopback } from "../../test/loopback.ts";
import { renewing } from "../../test/renewing.ts";
import { type Auth, cached, type Fetch, header, slotHeader } from "../index.ts";
import { createValetInPlace, type InPlaceOptions } from "./index.ts";

const at = "https://sdk.test/v1/models";

/** A valet with a slot, the `fetch` inside it, and the `Headers` that its SDK makes for an attempt. */
function setUp(auth: Auth, options: Partial<InPlaceOptions> = {}) {
  const inside = vi.fn<Fetch>(async () => new Response());
  const valet = createValetInPlace(
    { baseURL: "https://sdk.test", ...auth },
    { fetch: inside, slots: ["Authorization"], ...options },
  );
  const { placeholder } = valet;
  const fresh = (own: Record<string, string> = {}) =>
    new Headers({ authorization: `Bearer ${placeholder}`, "x-own": "1", ...own });
  /** What went out at the last attempt: always `Headers`, as from the SDK. */
  const last = () => {
    const { headers } = inside.mock.lastCall?.[1] ?? {};
    expect(headers).toBeInstanceOf(Headers);
    return headers as Headers;
  };
  return { ...valet, inside, fresh, last };
}

const list = (headers: Headers) => Object.fromEntries(headers);

test("writes into the Headers with the placeholder, and hands that very instance on", async () => {
  const { fetch, fresh, last } = setUp({ key: "key-1", headers: () => ({ "X-A": "2" }) });
  const headers = fresh();
  await fetch(at, { headers });
  expect(last()).toBe(headers);
  expect(list(headers)).toEqual({ authorization: "Bearer key-1", "x-own": "1", "x-a": "2" });
});

test.each<[string, (headers: Headers) => RequestInit, Partial<InPlaceOptions>]>([
  ["Headers of an SDK that named no slots", (headers) => ({ headers }), { slots: [] }],
  ["Headers whose slot is another one", (headers) => ({ headers }), { slots: ["api-key"] }],
  ["an object", (headers) => ({ headers: Object.freeze(list(headers)) }), {}],
])("copies %s", async (_what, init, options) => {
  const { fetch, fresh, last } = setUp({ key: "key-1", headers: { "x-a": "2" } }, options);
  const headers = fresh();
  const before = list(headers);
  await fetch(at, init(headers));
  expect(list(last())).toEqual({ authorization: "Bearer key-1", "x-own": "1", "x-a": "2" });
  expect(list(headers)).toEqual(before);
});

test.each<[string, Record<string, string>]>([
  ["none", {}],
  ["a credential of the caller's own", { authorization: "Bearer own" }],
  ["another auth's placeholder", { authorization: "Bearer valetkey-placeholder-other" }],
])("leaves Headers with %s in the slot alone: somebody may use them again", async (_what, own) => {
  const { fetch, last } = setUp({ key: "key-1", headers: { "x-a": "2" } });
  const headers = new Headers(own);
  await fetch(at, { headers });
  await fetch(at, { headers });
  expect(list(headers)).toEqual(own);
  expect(list(last())).toEqual({ ...own, "x-a": "2" });
});

test("hands on as it is what is none of its business", async () => {
  const { fetch, inside } = setUp({ key: "key-1" });
  const init = { headers: new Headers({ authorization: "Bearer own" }) };
  await fetch(at, init);
  expect(inside.mock.lastCall?.[1]).toBe(init);
});

test("sends nothing that is aborted already, also with a key at hand", async () => {
  const key = cached(() => "key-1");
  await key();
  const { fetch, fresh, inside } = setUp({ key });
  const reason = new Error("Enough.");
  const headers = fresh();
  expect(await caught(fetch(at, { headers, signal: AbortSignal.abort(reason) }))).toBe(reason);
  expect(list(headers)).toEqual(list(fresh()));
  expect(inside).not.toHaveBeenCalled();
});

test("leaves the Headers of a Request alone", async () => {
  const { fetch, fresh, last } = setUp({ key: "key-1" });
  const request = new Request(at, { headers: fresh() });
  await fetch(request);
  expect(request.headers.get("authorization")).toContain("placeholder");
  expect(list(last())).toMatchObject({ authorization: "Bearer key-1" });
});

test("changes nothing in Headers that it does not let go where they are addressed", async () => {
  const { fetch, fresh, inside } = setUp({ key: "key-1", headers: { "x-a": "2" } });
  const headers = fresh();
  await expect(fetch("https://other.test/", { headers })).rejects.toMatchObject({ code: "origin_refused" });
  expect(list(headers)).toEqual(list(fresh()));
  expect(inside).not.toHaveBeenCalled();
});

test("takes the slot header for the placeholder, and takes it out", async () => {
  const auth = { key: "key-1", headers: { "x-a": "2" } };
  const { fetch, placeholder, last } = setUp(auth, { slots: ["authorization", slotHeader] });
  const headers = new Headers({ [slotHeader]: placeholder, authorization: "Bearer own" });
  await fetch(at, { headers });
  expect(list(last())).toEqual({ authorization: "Bearer own", "x-a": "2" });
});

test.each<[string, Auth, object]>([
  [
    "moves the key to where the scheme says",
    { key: "key-1", scheme: { header: "X-Key" } },
    { "x-key": "key-1" },
  ],
  ["takes the placeholder out where there is no key", { headers: { "x-a": "2" } }, { "x-a": "2" }],
])("%s, in a copy", async (_what, auth, added) => {
  const { fetch, fresh, last } = setUp(auth);
  const headers = fresh();
  await fetch(at, { headers });
  expect(list(last())).toEqual({ "x-own": "1", ...added });
  expect(list(headers)).toEqual(list(fresh()));
});

test("lets the caller's own credential win over a key that a scheme moves there", async () => {
  const key = vi.fn(() => "key-1");
  const { fetch, placeholder, last } = setUp({ key, scheme: "bearer" }, { slots: ["api-key"] });
  await fetch(at, { headers: new Headers({ "api-key": placeholder, authorization: "Bearer own" }) });
  expect(list(last())).toEqual({ authorization: "Bearer own" });
  expect(key).not.toHaveBeenCalled();
});

test("fills every slot that has the placeholder", async () => {
  const { fetch, fresh, placeholder, last } = setUp(
    { key: "key-1" },
    { slots: ["authorization", "Api-Key"] },
  );
  await fetch(at, { headers: fresh({ "api-key": placeholder }) });
  expect(list(last())).toEqual({ authorization: "Bearer key-1", "api-key": "key-1", "x-own": "1" });
});

test("recognises a key that it handed out, and replaces that one too", async () => {
  await using server = await startLoopback(accepting("key-2"));
  const key = renewing("key-1", "key-2");
  const valet = createValetInPlace({ key, baseURL: server.origin }, { slots: ["authorization"] });
  const headers = new Headers({ authorization: `Bearer ${await valet.key()}` });
  expect((await valet.fetch(server.origin, { headers })).status).toBe(200);
  expect(server.requests.map(bearerOf)).toEqual(["key-1", "key-2"]);
});

test("shows a source the headers so far, as a copy, and its own Headers to nobody", async () => {
  const seen: unknown[] = [];
  const look: Auth["headers"] = [
    { "x-a": "2" },
    ({ headers }) => {
      seen.push(list(headers ?? new Headers()));
      headers?.set("x-own", "changed");
      return undefined;
    },
  ];
  const { fetch, fresh } = setUp({ key: "key-1", headers: look });
  const headers = fresh();
  await fetch(at, { headers });
  expect(seen).toEqual([{ authorization: "Bearer key-1", "x-own": "1", "x-a": "2" }]);
  expect(headers.get("x-own")).toBe("1");
});

test("sends a second attempt with other Headers, in which nothing of the first is left", async () => {
  let attempt = 0;
  const headers = () => (++attempt === 1 ? { "x-first": "1", "user-agent": "source" } : { "x-second": "2" });
  const { fetch, fresh, inside } = setUp(
    { key: renewing("key-1", "key-2"), headers },
    { replaceable: ["User-Agent"] },
  );
  inside.mockImplementationOnce(async () => new Response(null, { status: 401 }));
  const own = fresh({ "user-agent": "sdk" });
  expect((await fetch(at, { headers: own })).status).toBe(200);
  const [first, second] = inside.mock.calls.map(([, init]) => init?.headers as Headers);
  expect(first).toBe(own);
  // Whoever kept the first ones finds them as they were sent.
  expect(list(first as Headers)).toEqual({
    authorization: "Bearer key-1",
    "x-own": "1",
    "x-first": "1",
    "user-agent": "source",
  });
  expect(second).toBeInstanceOf(Headers);
  expect(list(second as Headers)).toEqual({
    authorization: "Bearer key-2",
    "x-own": "1",
    "x-second": "2",
    "user-agent": "sdk",
  });
});

test("puts the SDK's own default back, however many sources replaced it, before it is redirected elsewhere", async () => {
  const headers = [{ "user-agent": "first" }, { "User-Agent": "second", "x-a": "2" }];
  const { fetch, fresh, inside, last } = setUp({ key: "key-1", headers }, { replaceable: ["user-agent"] });
  const to = { status: 307, headers: { location: "https://other.test/" } };
  inside.mockImplementationOnce(async () => new Response(null, to));
  await fetch(at, { headers: fresh({ "user-agent": "sdk", cookie: "own", "x-api-key": "own" }) });
  expect(inside.mock.calls.map(([input]) => input)).toEqual([at, "https://other.test/"]);
  expect(list(last())).toEqual({ "x-own": "1", "user-agent": "sdk" });
});

test("does not let one attempt of the SDK's show in the next", async () => {
  let count = 0;
  const headers = () => (count++ === 0 ? { "x-first": "1" } : {});
  const { fetch, fresh, last } = setUp({ key: () => `key-${count}`, headers });
  for (let retry = 0; retry < 2; retry++) await fetch(at, { headers: fresh() });
  expect(list(last())).toEqual({ authorization: "Bearer key-1", "x-own": "1" });
});

test("puts the key in place also where the scheme's header is the slot", async () => {
  const scheme = { header: "Authorization", prefix: "Token " };
  const { fetch, fresh, last } = setUp({ key: "key-1", scheme });
  const headers = fresh();
  await fetch(at, { headers });
  expect(last()).toBe(headers);
  expect(headers.get("authorization")).toBe("Token key-1");
});

test("takes nothing for the placeholder that only ends like it", async () => {
  const { fetch, placeholder, last } = setUp({ key: "key-1" });
  const own = { authorization: `Bearer own-${placeholder}` };
  await fetch(at, { headers: new Headers(own) });
  expect(list(last())).toEqual(own);
});

test("asks no source that holds its key, and every other once an attempt", async () => {
  const exchange = vi.fn(() => "key-1");
  const key = cached(exchange);
  const trace = vi.fn(async () => ({ "x-trace": `${trace.mock.calls.length}` }));
  const { fetch, fresh, inside, last } = setUp({ key, headers: trace });
  await key();
  await fetch(at, { headers: fresh() });
  expect([exchange, trace].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  exchange.mockReturnValue("key-2");
  inside.mockImplementationOnce(async () => new Response(null, { status: 401 }));
  await fetch(at, { headers: fresh() });
  expect(list(last())).toEqual({ authorization: "Bearer key-2", "x-own": "1", "x-trace": "3" });
  expect([exchange, trace].map(({ mock }) => mock.calls.length)).toEqual([2, 3]);
});

test.each<[string, number, Auth["headers"], boolean]>([
  ["a success", 200, undefined, true],
  ["a success with a header besides", 200, { "x-a": "2" }, true],
  ["a success with a header in another slot", 200, { "api-key": "other" }, true],
  ["a success with another credential in its place", 200, { authorization: "Bearer other" }, false],
  ["a caller's mistake", 404, undefined, true],
  ["a prohibition", 403, undefined, false],
  ["a failure of the server", 500, undefined, false],
])("after %s the source of the key knows what it means", async (_what, status, headers, isAccepted) => {
  const key = renewing();
  const { fetch, fresh, inside } = setUp({ key, headers }, { slots: ["authorization", "api-key"] });
  inside.mockImplementation(async () => new Response(null, { status }));
  expect((await fetch(at, { headers: fresh() })).status).toBe(status);
  expect(key.accept.mock.calls).toEqual(isAccepted ? [["key-1"]] : []);
  expect(key).toHaveBeenCalledTimes(1);
  expect(inside).toHaveBeenCalledTimes(1);
});

test("leaves a header that can be renewed to the whole swap, which tells its source and renews it", async () => {
  const gateway = renewing("gateway-1", "gateway-2");
  const { fetch, fresh, inside, last } = setUp({ key: "key-1", headers: header("x-gateway", gateway) });
  await fetch(at, { headers: fresh() });
  expect(gateway.accept.mock.calls).toEqual([["gateway-1"]]);
  inside.mockImplementationOnce(async () => new Response(null, { status: 401 }));
  expect((await fetch(at, { headers: fresh() })).status).toBe(200);
  expect(list(last())).toMatchObject({ authorization: "Bearer key-1", "x-gateway": "gateway-2" });
  expect(gateway.accept.mock.calls).toEqual([["gateway-1"], ["gateway-2"]]);
});

test.each<[string, Auth["headers"]]>([
  [
    "throws",
    () => {
      throw new Error("no vault for key-1");
    },
  ],
  ["has no key", header("x-gateway", () => undefined as never)],
])("sends nothing when a header source %s", async (_what, headers) => {
  const { fetch, fresh, inside } = setUp({ key: "key-1", headers });
  const given = fresh();
  const error = await caught(fetch(at, { headers: given }));
  expect(error).toMatchObject({ code: "key_unavailable" });
  expect(String(error)).not.toContain("key-1");
  expect(list(given)).toEqual(list(fresh()));
  expect(inside).not.toHaveBeenCalled();
});

test("tells the source that its key was taken, whatever the fetch inside makes of the Headers", async () => {
  const key = renewing();
  const { fetch, fresh, inside } = setUp({ key, headers: { "x-a": "2" } });
  inside.mockImplementation(async (_input, { headers } = {}) => {
    (headers as Headers).set("authorization", "[redacted]");
    return new Response();
  });
  await fetch(at, { headers: fresh() });
  expect(key.accept.mock.calls).toEqual([["key-1"]]);
});

test("takes headers that are called value for what they are, at a second attempt, too", async () => {
  const headers = () => ({ value: { value: "2" } });
  const { fetch, fresh, inside, last } = setUp({ key: renewing("key-1", "key-2"), headers });
  inside.mockImplementationOnce(async () => new Response(null, { status: 401 }));
  expect((await fetch(at, { headers: fresh() })).status).toBe(200);
  expect(list(last())).toEqual({ authorization: "Bearer key-2", "x-own": "1", value: "2" });
});

test("leaves a placeholder in a header that is no slot", async () => {
  const { fetch, fresh, placeholder, last } = setUp({ key: "key-1" });
  await fetch(at, { headers: fresh({ "x-other": placeholder }) });
  expect(list(last())).toEqual({ authorization: "Bearer key-1", "x-own": "1", "x-other": placeholder });
});
