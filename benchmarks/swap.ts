import { authFetch, cached, createValet, type Fetch } from "@valetkey/core";
import { createValetInPlace } from "@valetkey/core/adapter";
import { type Effort, interleave, type Times, type Variant } from "./measure/interleave.ts";
import { minus, over, summary } from "./measure/statistics.ts";
import { hour, token } from "./peers/peer.ts";
import { figure, spread, verdict } from "./report/figures.ts";
import type { Table } from "./report/table.ts";
import { baseURL } from "./storm/service.ts";

type RequestHeaders = Record<string, string> | Headers;
type Swap = readonly [name: string, fetch: Fetch, headers: Record<string, string>];

/** The headers of an LLM SDK, the credential being the twelfth. */
const eleven: Record<string, string> = {
  accept: "application/json",
  "content-type": "application/json",
  "user-agent": "OpenAI/JS 7.57.0",
  "x-stainless-retry-count": "0",
  "x-stainless-timeout": "600",
  "x-stainless-lang": "js",
  "x-stainless-package-version": "7.57.0",
  "x-stainless-os": "Linux",
  "x-stainless-arch": "x64",
  "x-stainless-runtime": "node",
  "x-stainless-runtime-version": "v24.21.0",
};
const url = `${baseURL}/chat/completions`;
const response = new Response();
const inner: Fetch = async () => response;
const key = cached(async () => ({ value: token, expiresIn: hour / 1000 }));
const trace = () => ({ "x-trace-id": "trace-1" });

const fresh = "Headers, fresh";

/** The kinds of headers that a `fetch` is given. */
const kinds: Record<string, (headers: Record<string, string>) => () => RequestHeaders> = {
  "plain object": (headers) => () => headers,
  "Headers, used again": (headers) => {
    const instance = new Headers(headers);
    return () => instance;
  },
  // As SDKs do for every attempt. Making it is not counted.
  [fresh]: (headers) => () => new Headers(headers),
};

/** What the swap adds to a request, as a multiple of copying its headers and setting one. */
export async function swapTable(effort: Effort): Promise<Table> {
  await key();
  const auth = { key, baseURL };
  const authOfBoth = { ...auth, headers: trace };
  const valet = createValet(auth, { fetch: inner });
  const both = createValet(authOfBoth, { fetch: inner });
  const twelve = { ...eleven, authorization: `Bearer ${valet.placeholder}` };
  const withBoth = { ...eleven, authorization: `Bearer ${both.placeholder}` };
  const without = { ...eleven, "idempotency-key": "request-1" };
  const slots = { fetch: inner, slots: ["authorization"] };
  const swaps: readonly Swap[] = [
    ["createValet, key", valet.fetch, twelve],
    ["createValet, key and header source", both.fetch, withBoth],
    ["authFetch, key", authFetch({ key, baseURL }, { fetch: inner }), without],
    ["authFetch, header source", authFetch({ headers: trace, baseURL }, { fetch: inner }), without],
  ];
  // Only what the SDK makes for each attempt may be written into.
  const inSlots: readonly Swap[] = [
    ["createValetInPlace, key", createValetInPlace(auth, slots).fetch, twelve],
    ["createValetInPlace, key and header source", createValetInPlace(authOfBoth, slots).fetch, withBoth],
  ];
  const swapsOf = (kind: string) => (kind === fresh ? [...swaps, ...inSlots] : swaps);
  const variants = new Map<string, Variant>();
  const send = (fetch: Fetch, make: () => RequestHeaders) => ({
    run: () => fetch(url, { method: "POST", headers: make(), body: "{}" }),
  });
  for (const [kind, makerOf] of Object.entries(kinds)) {
    const make = makerOf(twelve);
    variants.set(`make: ${kind}`, { run: make, isSync: true });
    variants.set(`copy: ${kind}`, {
      run: () => new Headers(make()).set("authorization", token),
      isSync: true,
    });
    variants.set(`inner: ${kind}`, send(inner, make));
    for (const [name, fetch, headers] of swapsOf(kind))
      variants.set(`${name}: ${kind}`, send(fetch, makerOf(headers)));
  }
  const times = await interleave(variants, effort);
  const of = (name: string, kind: string): Times => times.get(`${name}: ${kind}`) ?? [];
  const rows = Object.keys(kinds).flatMap((kind) => {
    const copy = minus(of("copy", kind), of("make", kind));
    return swapsOf(kind).map(([name]) => {
      const swap = minus(of(name, kind), of("inner", kind));
      const measured = summary(over(swap, copy));
      const times = [swap, copy].map((each) => figure(summary(each).median / 1000));
      return [
        `${name}; ${kind}`,
        figure(measured.median),
        spread(measured),
        verdict(measured.median, 1),
        ...times,
      ];
    });
  });
  const columns = [
    "swap; headers given as",
    "× new Headers + set",
    "half of the rounds",
    "budget",
    "swap, µs",
    "new Headers + set, µs",
  ];
  return { columns, rows };
}
