import { check } from "./check.ts";
import { emit } from "./events.ts";
import { fingerprint } from "./fingerprint.ts";
import { headerSources } from "./header-sources.ts";
import { credentialName, type HeaderRecord, pairsOf } from "./header-values.ts";
import { inject, type Part, type Refusal } from "./injection.ts";
import { keySource, nameOf } from "./key.ts";
import { notTo, originsOf } from "./origins.ts";
import type { Place } from "./place.ts";
import { type Hop, isReplayable, redirected } from "./redirect.ts";
import type { Auth, AuthEvent, Fetch } from "./types.ts";
import { recoverOn } from "./verbs.ts";

/** What stood for the key in a request. */
export interface Slots {
  /** Where the key goes. */
  readonly places: readonly Place[];
  /** The key that was there already. */
  readonly given?: string | undefined;
}

/** What `authFetch` can be told besides the auth. */
export interface FetchOptions {
  /** The `fetch` inside. Default: `globalThis.fetch`, looked up for every request. */
  fetch?: Fetch | undefined;
}

/** As many redirects as `fetch` follows. */
const most = 20;

/**
 * A `fetch` that puts credentials in, follows redirects elsewhere without them, and recovers when they are refused.
 *
 * `takeSlots` takes what stands for the key out of a request's headers; it answers undefined if there is
 * nothing. `replaceable` names the SDK's defaults, which a header source may replace.
 *
 * @throws AuthError or TypeError for an auth that cannot be, now rather than at the first request.
 */
export function swappingFetch(
  auth: Auth,
  options: FetchOptions,
  takeSlots: (headers: HeaderRecord) => Slots | undefined,
  replaceable: readonly string[] = [],
): Fetch {
  const { id, onEvent } = auth;
  check("function", { onEvent, fetch: options.fetch });
  const key = auth.key === undefined ? undefined : keySource(auth.key, "key");
  const headerParts = headerSources(auth.headers);
  const belongs = originsOf(auth);
  const defaults = new Set(replaceable.map((name) => name.toLowerCase()));
  const tell = (event: AuthEvent) => emit(onEvent, { ...event, id });

  /** Tells the sources what became of their credentials, and says which were refused. */
  function judge({ status, headers }: Response, credentials: readonly Part[]): Refusal | undefined {
    const parts = credentials.filter(({ source }) => status >= 400 && recoverOn(source).includes(status));
    for (const { source, key = "" } of parts) {
      tell({ type: "rejected", source: nameOf(source), reason: `${status}`, fingerprint: fingerprint(key) });
      source.invalidate?.(key, { status, retryAfter: retryAfter(headers) });
    }
    if (parts.length > 0) return { status, parts };
    // Neither a refusal of some kind nor a redirect nor a broken server says anything about a key.
    if (/^(2|4(?!0[137]))/.test(`${status}`))
      for (const { source, key = "" } of credentials) source.accept?.(key);
    return undefined;
  }

  return async (input, init) => {
    const send = options.fetch ?? globalThis.fetch;
    const request = typeof input === "object" && "headers" in input ? input : undefined;
    const read = <K extends "headers" | "method" | "body" | "signal" | "redirect">(name: K) =>
      init?.[name] ?? request?.[name];
    const first: Hop = {
      href: request?.url ?? `${input}`,
      method: (read("method") ?? "GET").toUpperCase(),
      body: read("body") ?? null,
    };
    const base = recordOf(read("headers") ?? {});
    const slots = takeSlots(base);
    if (!slots && !(headerParts.length > 0 && belongs(first.href, false))) return send(input, init);
    if (!belongs(first.href, true)) throw notTo(first.href);

    const signal = read("signal") ?? undefined;
    const redirect = read("redirect") ?? "follow";
    let parts: Part[] = headerParts.map((source) => ({ source }));
    if (key && slots && slots.places.length > 0) parts.unshift({ source: key, ...slots });
    let hop = first;
    let recovery: (Pick<AuthEvent, "source" | "reason"> & { start: number }) | undefined;
    const apply = (refusal?: Refusal) => inject(base, defaults, parts, hop, signal, refusal);
    let { headers, credentials } = await apply();
    for (let redirects = 0; ; ) {
      // Redirects are followed here: `fetch` itself would take our headers along to anywhere.
      const own = { ...init, headers, redirect: redirect === "follow" ? "manual" : redirect } as const;
      const response = await (hop === first
        ? send(input, own)
        : send(hop.href, { ...own, method: hop.method, body: hop.body, signal: signal ?? null }));

      const refusal = judge(response, credentials);
      if (refusal) {
        if (recovery || !isReplayable(hop)) return response;
        const [part] = refusal.parts;
        recovery = {
          source: nameOf(part?.source ?? {}),
          reason: `${refusal.status}`,
          start: performance.now(),
        };
        const next = await apply(refusal);
        if (!next.changed) return response;
        ({ headers, credentials } = next);
      } else {
        if (recovery && credentials.length > 0) {
          const { start, ...rest } = recovery;
          tell({ type: "recovered", ...rest, duration: performance.now() - start });
        }
        const next = redirect === "follow" && redirected(response, hop);
        if (!next) return response;
        if (++redirects > most) throw new TypeError(`More than ${most} redirects.`);
        // What may be secret stays behind, also if a later redirect leads back.
        const leaves = new URL(next.href).origin !== new URL(hop.href).origin;
        if (leaves) parts = [];
        for (const name in base) {
          const isDropped = leaves && (credentialName.test(name) || name === "cookie");
          if (isDropped || (next.method !== hop.method && name.startsWith("content-"))) delete base[name];
        }
        hop = next;
        ({ headers, credentials } = await apply());
      }
      // Nobody will read it, and its connection is wanted.
      response.body?.cancel().catch(() => {});
    }
  };
}

/** A caller's headers as a copy under lower-case names, several times faster than `Headers`. */
function recordOf(init: NonNullable<RequestInit["headers"]>): HeaderRecord {
  const record: HeaderRecord = {};
  for (const [name, value] of pairsOf(init)) {
    const lower = name.toLowerCase();
    if (value === undefined || value === null) continue;
    record[lower] = Array.isArray(init) && lower in record ? `${record[lower]}, ${value}` : `${value}`;
  }
  return record;
}

/** How long the server asks to wait, in ms: `Retry-After` is in seconds or a date. */
function retryAfter(headers: Headers): number | undefined {
  const value = headers.get("retry-after") ?? "";
  const wait = /^\d+$/.test(value) ? +value * 1000 : Date.parse(value) - Date.now();
  return wait >= 0 ? wait : undefined;
}
