import { check } from "./check.ts";
import { emit } from "./events.ts";
import { fingerprint } from "./fingerprint.ts";
import { headerSources } from "./header-sources.ts";
import { checkHeaders, credentialName, type HeaderRecord, identityOf, keyOf } from "./header-values.ts";
import { keySource, nameOf } from "./key.ts";
import { notTo, originsOf } from "./origins.ts";
import { type Part, valuesOf } from "./part.ts";
import type { Place } from "./place.ts";
import { type Hop, isReplayable, redirected } from "./redirect.ts";
import type { Auth, AuthEvent, Fetch } from "./types.ts";
import { recoverOn } from "./verbs.ts";

/** What `authFetch` can be told besides the auth. */
export interface FetchOptions {
  /** The `fetch` inside. Default: `globalThis.fetch`, looked up for every request. */
  fetch?: Fetch | undefined;
}

/**
 * A `fetch` that puts credentials in, follows redirects elsewhere without them, and recovers when they are refused.
 *
 * `takeSlots` takes what stands for the key out of a request's headers; it answers undefined if there is
 * nothing. `defaults` are the SDK's own, which a header source may replace, in lower case.
 *
 * @throws AuthError or TypeError for an auth that cannot be, now rather than at the first request.
 */
export function swappingFetch(
  auth: Auth,
  options: FetchOptions,
  takeSlots: (headers: HeaderRecord) => readonly Place[] | undefined,
  defaults: readonly string[] = [],
): Fetch {
  const { id, onEvent } = auth;
  check(auth, "function", "onEvent");
  check(options, "function", "fetch");
  const key = auth.key !== undefined && keySource(auth.key, "key");
  const headerParts = headerSources(auth.headers);
  const belongs = originsOf(auth);
  const tell = (event: AuthEvent) => emit(onEvent, { ...event, id });

  /** Tells the sources what became of their credentials; answers those that were refused. */
  function judge({ status, headers }: Response, credentials: readonly Part[]): readonly Part[] {
    const refused = credentials.filter(({ source }) => status >= 400 && recoverOn(source).includes(status));
    for (const { source, key = "" } of refused) {
      tell({ type: "rejected", source: nameOf(source), reason: `${status}`, fingerprint: fingerprint(key) });
      source.invalidate?.(key, { status, retryAfter: retryAfter(headers) });
    }
    // Neither a refusal of some kind nor a redirect nor a broken server says anything about a key.
    if (refused.length === 0 && /^(2|4(?!0[137]))/.test(`${status}`)) {
      for (const { source, key = "" } of credentials) source.accept?.(key);
    }
    return refused;
  }

  return async (input, init) => {
    const send = options.fetch ?? globalThis.fetch;
    const request = (input as Request).headers && (input as Request);
    const read = <K extends "headers" | "method" | "body" | "signal" | "redirect">(name: K) =>
      init?.[name] ?? request?.[name];
    const first: Hop = {
      href: request?.url ?? `${input}`,
      method: (read("method") ?? "GET").toUpperCase(),
      body: read("body") ?? null,
    };
    const base = checkHeaders(read("headers") ?? {}, "the request");
    const slots = takeSlots(base);
    const isOurs = belongs(first.href, !!slots);
    if (slots && !isOurs) throw notTo(first.href);
    if (!isOurs || !(slots || headerParts.length)) return send(input, init);

    const signal = (read("signal") ?? undefined) as AbortSignal;
    const redirect = read("redirect") ?? "follow";
    const parts: Part[] = headerParts.map((source) => ({ source }));
    if (key && slots?.length) parts.unshift({ source: key, places: slots });
    let hop = first;
    /** The event that tells of it; its duration still lacks the end. */
    let recovery: (AuthEvent & { duration: number }) | undefined;
    /** The caller's headers with everything put in. */
    let headers = base;
    /** What was put in and can be refused. */
    let credentials: Part[] = [];

    /**
     * Asks every part in turn and puts its headers over those of the caller, who keeps what is his own: the
     * most specific wins. After a refusal, which has a status, a part that fails or has nothing keeps what
     * it brought before.
     *
     * @returns whether one of those refused is another one now.
     */
    async function apply(refused: readonly Part[] = [], status?: number): Promise<boolean> {
      const owners: Record<string, Part> = {};
      let changed = false;
      headers = base;
      for (const part of parts) {
        const { source, places, values: before, key: rejected } = part;
        const isRefused = refused.includes(part);
        const { href, method, body } = hop;
        const soFar = headers;
        try {
          part.values = await valuesOf(part, {
            get url() {
              return new URL(href);
            },
            // A header source may sign the request as it is by then.
            get headers() {
              return places ? undefined : new Headers(soFar);
            },
            body: !places && isReplayable(hop) ? body : undefined,
            method,
            signal,
            ...(isRefused && { rejected, status }),
          });
        } catch (error) {
          if (!status || signal?.aborted) throw error;
        }
        if (status) part.values ??= before;
        const { values } = part;
        if (!values) continue;
        const identity = identityOf(values);
        changed ||= isRefused && identity !== rejected;
        part.key = source.invalidate || keyOf(values) ? identity : undefined;
        headers = { ...headers };
        for (const [name, value] of Object.entries(checkHeaders(values, nameOf(source)))) {
          if (Object.hasOwn(base, name) && !defaults.includes(name)) continue;
          headers[name] = value;
          owners[name] = part;
        }
      }
      credentials = [...new Set(Object.values(owners))].filter(({ key }) => key);
      return changed;
    }

    await apply();
    for (let redirects = 0; ; ) {
      // Redirects are followed here: `fetch` itself would take our headers along to anywhere.
      const own = {
        ...init,
        signal,
        headers,
        redirect: redirect === "follow" ? "manual" : redirect,
      } as const;
      const response = await (hop === first ? send(input, own) : send(hop.href, { ...own, ...hop }));

      const { status } = response;
      const refused = judge(response, credentials);
      const [part] = refused;
      if (part) {
        if (recovery || !isReplayable(hop)) return response;
        recovery = {
          type: "recovered",
          source: nameOf(part.source),
          reason: `${status}`,
          duration: -performance.now(),
        };
        if (!(await apply(refused, status))) return response;
      } else {
        if (recovery) tell({ ...recovery, duration: recovery.duration + performance.now() });
        const next = redirect === "follow" && redirected(response, hop);
        if (!next) return response;
        // As many as `fetch` follows.
        if (++redirects > 20) throw new TypeError("Too many redirects.");
        const leaves = new URL(next.href).origin !== new URL(hop.href).origin;
        for (const name in base) {
          const isSecret = leaves && (credentialName.test(name) || name === "cookie");
          if (isSecret || (next.method !== hop.method && name.startsWith("content-"))) delete base[name];
        }
        // What may be secret stays behind, also if a later redirect leads back.
        if (leaves) return send(next.href, { ...own, ...next, headers: base, redirect });
        hop = next;
        await apply();
      }
      // Nobody will read it, and its connection is wanted.
      response.body?.cancel().catch(() => {});
    }
  };
}

/** How long the server asks to wait, in ms: `Retry-After` is in seconds or a date. */
function retryAfter(headers: Headers): number | undefined {
  const value = headers.get("retry-after") ?? "";
  const wait = /^\d+$/.test(value) ? +value * 1000 : Date.parse(value) - Date.now();
  return wait >= 0 ? wait : undefined;
}
