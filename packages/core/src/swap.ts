import { check } from "./check.ts";
import { emit } from "./events.ts";
import { fingerprint } from "./fingerprint.ts";
import { headerSources } from "./header-sources.ts";
import {
  credentialName,
  eachHeader,
  eachPair,
  type HeaderRecord,
  identityOf,
  keyOf,
} from "./header-values.ts";
import { keySource, nameOf } from "./key.ts";
import { notTo, originsOf } from "./origins.ts";
import { answerOf, type Part } from "./part.ts";
import type { Place } from "./place.ts";
import { type Hop, isReplayable, redirected } from "./redirect.ts";
import type { Auth, AuthEvent, Fetch, HeaderValues } from "./types.ts";
import { recoverOn } from "./verbs.ts";

/** What `authFetch` can be told besides the auth. */
export interface FetchOptions {
  /** The `fetch` inside. Default: `globalThis.fetch`, looked up for every request. */
  fetch?: Fetch | undefined;
}

/** Where the key goes in a request. */
export interface Slots {
  /** The place that a header of the caller's holds for the key. One without a name only marks the request. */
  at?(name: string, value: string): Place | undefined;
  /** The place where it goes unless the caller has a header there. */
  readonly place?: Place;
}

/**
 * A `fetch` that puts credentials in, follows redirects elsewhere without them, and recovers when they are refused.
 * `defaults` are the SDK's own headers, which a source may replace, in lower case.
 *
 * @throws AuthError or TypeError for an auth that cannot be, now rather than at the first request.
 */
export function swappingFetch(
  auth: Auth,
  options: FetchOptions,
  slots: Slots,
  defaults: readonly string[] = [],
): Fetch {
  const { id, onEvent } = auth;
  check({ ...auth, ...options }, "function", "onEvent", "fetch");
  const key = "key" in auth && keySource(auth.key, "auth");
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
    const base: HeaderRecord = {};
    const places = slots.place ? [slots.place] : [];
    eachPair(read("headers") ?? {}, (name, value) => {
      const lower = name.toLowerCase();
      const place = slots.at?.(lower, `${value}`);
      if (place) places.push(place);
      else base[lower] = Object.hasOwn(base, lower) ? `${base[lower]}, ${value}` : `${value}`;
    });
    const isMarked = places.length > 0;
    const isOurs = (isMarked || headerParts.length > 0) && belongs(first.href, isMarked);
    if (isMarked && !isOurs) throw notTo(first.href);
    if (!isOurs) return send(input, init);

    const signal = (read("signal") ?? undefined) as AbortSignal;
    const redirect = read("redirect") ?? "follow";
    const parts: Part[] = headerParts.map((source) => ({ source }));
    if (key && places.some(({ name }) => name && !Object.hasOwn(base, name)))
      parts.unshift({ source: key, places });
    let hop = first;
    let leaves = false;
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
        const { source, places, answer: before, key: rejected } = part;
        const isRefused = refused.includes(part);
        // In native mode the key is there already, the first time.
        const held = isRefused ? undefined : ((before ? undefined : places?.[0]?.key) ?? source.peek?.());
        try {
          part.answer =
            held ??
            (await answerOf(
              source,
              {
                url: new URL(hop.href),
                method: hop.method,
                signal,
                body: places || !isReplayable(hop) ? undefined : hop.body,
                ...(isRefused && { rejected, status }),
              },
              places ? undefined : headers,
            ));
        } catch (error) {
          if (!status || signal?.aborted) throw error;
        }
        if (status) part.answer ??= before;
        const { answer } = part;
        if (!answer) continue;
        part.key = keyOf(answer) ?? (source.invalidate && identityOf(answer));
        changed ||= isRefused && part.key !== rejected;
        headers = { ...headers };
        const put = (name: string, value: string) => {
          if (Object.hasOwn(base, name) && !defaults.includes(name)) return;
          headers[name] = value;
          owners[name] = part;
        };
        if (places) for (const { name, prefix } of places) name && put(name, `${prefix}${answer}`);
        else eachHeader(answer as HeaderValues, nameOf(source), put);
      }
      credentials = parts.filter((part) => part.key && Object.values(owners).includes(part));
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
        const next = redirect === "follow" && redirected(response, hop);
        if (!next) {
          if (recovery) tell({ ...recovery, duration: recovery.duration + performance.now() });
          return response;
        }
        // As many as `fetch` follows.
        if (++redirects > 20) throw new TypeError("A redirect loop.");
        leaves = new URL(next.href).origin !== new URL(hop.href).origin;
        for (const name in base) {
          const isSecret = leaves && (credentialName.test(name) || name === "cookie");
          if (isSecret || (next.method !== hop.method && name.startsWith("content-"))) delete base[name];
        }
        hop = next;
        if (!leaves) await apply();
      }
      // Nobody will read it, and its connection is wanted.
      response.body?.cancel?.().catch(() => {});
      // What may be secret stays behind, also if a later redirect leads back.
      if (leaves) return send(hop.href, { ...own, ...hop, headers: base, redirect });
    }
  };
}

/** How long the server asks to wait, in ms: `Retry-After` is in seconds or a date. */
function retryAfter(headers: Headers): number | undefined {
  const value = headers.get("retry-after") ?? "";
  const wait = /^\d+$/.test(value) ? +value * 1000 : Date.parse(value) - Date.now();
  return wait >= 0 ? wait : undefined;
}
