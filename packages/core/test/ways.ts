import { createValetInPlace } from "../src/adapter/index.ts";
import { type Auth, authFetch, type Fetch, type ValetOptions } from "../src/index.ts";

/** As an SDK sends that makes fresh `Headers` for each attempt, with its key in a slot. */
export function throughSlots(auth: Auth, options: ValetOptions = {}): Fetch {
  const valet = createValetInPlace(auth, { ...options, slots: ["Authorization"] });
  return (input, init) => {
    const headers = new Headers(init?.headers ?? (input as Request).headers);
    if (!headers.has("authorization")) headers.set("authorization", `Bearer ${valet.placeholder}`);
    return valet.fetch(input, { ...init, headers });
  };
}

/** Both ways through the swap: on a copy of the headers, and in the headers themselves. What holds for one holds for both. */
export const ways: readonly (readonly [name: string, send: typeof authFetch])[] = [
  ["on a copy", authFetch],
  ["in place", throughSlots],
];
