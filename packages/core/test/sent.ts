import { vi } from "vitest";
import { createValetInPlace } from "../src/adapter/index.ts";
import { type Auth, createValet, type Fetch, slotHeader, type ValetOptions } from "../src/index.ts";

/** What goes to the `fetch` inside when an SDK at `https://sdk.test` sends this. */
export type Sent = (
  auth: Auth,
  init: (placeholder: string) => RequestInit,
  options?: ValetOptions,
) => Promise<Record<string, string>>;

/** The SDK gives headers of any kind, which are copied. */
export const onCopy: Sent = async (auth, init, options) => {
  const inside = vi.fn<Fetch>(async () => new Response());
  const valet = createValet({ baseURL: "https://sdk.test/v1", ...auth }, { ...options, fetch: inside });
  await valet.fetch("https://sdk.test/v1/models", init(valet.placeholder));
  return inside.mock.calls[0]?.[1]?.headers as Record<string, string>;
};

/** It makes fresh `Headers`, which are written into. */
const sentInPlace: Sent = async (auth, init, options) => {
  const slots = ["Authorization", "API-Key", "x-api-key", "x-auth", slotHeader];
  const fresh = (placeholder: string) => ({ headers: new Headers(given(init(placeholder))) });
  const inside = vi.fn<Fetch>(async () => new Response());
  const whole = { baseURL: "https://sdk.test/v1", ...auth };
  const valet = createValetInPlace(whole, { ...options, fetch: inside, slots });
  await valet.fetch("https://sdk.test/v1/models", fresh(valet.placeholder));
  return Object.fromEntries(inside.mock.calls[0]?.[1]?.headers as Headers);
};

/** What an SDK makes its `Headers` from: without those that are nothing. */
const given = ({ headers = {} }: RequestInit) =>
  (Symbol.iterator in headers ? [...headers] : Object.entries(headers)).filter(
    ([, value]) => value !== undefined && value !== null,
  ) as [string, string][];

/** Both ways through the swap. What holds for one holds for both. */
export const ways: readonly (readonly [name: string, sent: Sent])[] = [
  ["on a copy", onCopy],
  ["in place", sentInPlace],
];

/** The placeholder where most SDKs put it. */
export const asBearer = (placeholder: string): RequestInit => ({
  headers: { Authorization: `Bearer ${placeholder}` },
});
