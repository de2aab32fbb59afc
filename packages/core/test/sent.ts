import { vi } from "vitest";
import { type Auth, createValet, type Fetch, type ValetOptions } from "../src/index.ts";

/** What goes to the `fetch` inside when an SDK at `https://sdk.test` sends this. */
export async function sent(
  auth: Auth,
  init: (placeholder: string) => RequestInit,
  options?: ValetOptions,
): Promise<Record<string, string>> {
  const inside = vi.fn<Fetch>(async () => new Response());
  const valet = createValet({ baseURL: "https://sdk.test/v1", ...auth }, { ...options, fetch: inside });
  await valet.fetch("https://sdk.test/v1/models", init(valet.placeholder));
  return inside.mock.calls[0]?.[1]?.headers as Record<string, string>;
}

/** The placeholder where most SDKs put it. */
export const asBearer = (placeholder: string): RequestInit => ({
  headers: { Authorization: `Bearer ${placeholder}` },
});
