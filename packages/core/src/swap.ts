import { sourceError } from "./auth-error.ts";
import { check } from "./check.ts";
import { emit } from "./events.ts";
import { headerSources } from "./header-sources.ts";
import { credentialName, eachHeader, identityOf, keyOf } from "./header-values.ts";
import { judge } from "./judge.ts";
import { isPromise, keySource, nameOf } from "./key.ts";
import { type Belongs, notTo, originsOf } from "./origins.ts";
import { checkedValue, type Part, RequestContext } from "./part.ts";
import { type Hop, isReplayable, redirected } from "./redirect.ts";
import type { IsGone, RequestHeaders } from "./request-headers.ts";
import type { Auth, AuthEvent, Fetch, HeaderValues } from "./types.ts";
import { waitFor } from "./wait-for.ts";

/** What `authFetch` can be told besides the auth. */
export interface FetchOptions {
  /** The `fetch` inside. Default: `globalThis.fetch`, looked up for every request. */
  fetch?: Fetch | undefined;
}

/** Opens the headers of a request, for keys to be put in. */
export type Open = (given: object) => RequestHeaders;

/**
 * A `fetch` that puts credentials in, follows redirects elsewhere without them, and recovers when they are refused.
 * `replaceable` are the SDK's own headers, which a source may replace, in lower case.
 *
 * @throws AuthError or TypeError for an auth that cannot be, now rather than at the first request.
 */
export function swappingFetch(
  auth: Auth,
  options: FetchOptions,
  open: Open,
  replaceable?: readonly string[],
  belongs: Belongs = originsOf(auth),
): Fetch {
  const { id, onEvent } = auth;
  check({ ...auth, ...options }, "function", "onEvent", "fetch");
  const key = "key" in auth && keySource(auth.key, "auth");
  const sources = headerSources(auth.headers);
  const tell = (event: AuthEvent) => emit(onEvent, { ...event, id });

  return async (input, init) => {
    const send = options.fetch ?? globalThis.fetch;
    const request = (input as Request).headers && (input as Request);
    let hop: Hop = {
      href: request?.url ?? `${input}`,
      method: (init?.method ?? request?.method ?? "GET").toUpperCase(),
      body: init?.body ?? request?.body ?? null,
    };
    const headers = open(init?.headers ?? [...(request?.headers ?? [])]);
    const { places } = headers;
    const isMarked = places.length > 0;
    const isOurs = (isMarked || sources.length > 0) && belongs(hop.href, isMarked);
    if (isMarked && !isOurs) throw notTo(hop.href);
    if (!isOurs) return send(input, init);

    const signal = (init?.signal ?? request?.signal) as AbortSignal;
    const redirect = init?.redirect ?? request?.redirect ?? "follow";
    const follows = redirect === "follow";
    signal?.throwIfAborted();
    let parts: Part[] = sources.map((source) => ({ source }));
    if (key && places.some(({ name }) => name && !headers.has(name)))
      parts = [{ source: key, places }, ...parts];
    let to = input;
    let moved: Hop | undefined;
    let response: Response | undefined;
    /** How the attempt before was refused, if it was. */
    let status: number | undefined;
    let recovered: (() => void) | undefined;
    for (let redirects = 0, isGone: IsGone | undefined; ; ) {
      const owners: Record<string, Part> = {};
      let changed: unknown;
      headers.begin(isGone);
      // Each part puts its headers over those of the caller, who keeps what is his own: the most specific wins.
      for (const part of parts) {
        const { source, places, answer: before, rejected } = part;
        part.rejected = undefined;
        try {
          // A key that the SDK was handed in native mode is asked for again: older SDKs mix those of requests up.
          const held = rejected ? undefined : source.peek?.();
          const answer =
            held ??
            source(new RequestContext(hop, signal, places ? undefined : headers.sent, rejected, status));
          // What is there at once is not waited for.
          part.answer =
            held ?? checkedValue(isPromise(answer) ? await waitFor(answer, signal) : answer, source, !places);
        } catch (error) {
          signal?.throwIfAborted();
          if (!status) throw sourceError(nameOf(source), error);
        }
        // After a refusal one that fails or has nothing keeps what it brought before.
        if (status) part.answer ??= before;
        const { answer } = part;
        if (!answer) continue;
        part.key = keyOf(answer) ?? (source.invalidate && identityOf(answer));
        changed ||= rejected && part.key !== rejected;
        const put = (name: string, value: string) => {
          if (headers.has(name) && !replaceable?.includes(name)) return;
          owners[name] = part;
          headers.sent[name] = value;
        };
        if (places) for (const { name, prefix } of places) name && put(name, `${prefix}${answer}`);
        else eachHeader(answer as HeaderValues, source, put);
      }
      if (status && !changed) return response as Response;
      // Nobody will read it, and its connection is wanted.
      response?.body?.cancel?.().catch(() => {});
      // Redirects are followed here: `fetch` itself would take our headers along to anywhere.
      response = await send(to, {
        ...init,
        ...moved,
        signal,
        headers: headers.sent,
        redirect: follows ? "manual" : redirect,
      });
      const owning = Object.values(owners);
      const refused = judge(
        response,
        parts.filter((part) => part.key && owning.includes(part)),
        tell,
      );
      const code = response.status;
      status = refused && code;
      if (refused) {
        if (recovered || !isReplayable(hop)) return response;
        const start = performance.now();
        recovered = () =>
          tell({
            type: "recovered",
            source: nameOf(refused.source),
            reason: `${code}`,
            duration: performance.now() - start,
          });
        isGone = () => false;
      } else {
        const next = follows && redirected(response, hop);
        if (!next) {
          recovered?.();
          return response;
        }
        // As many as `fetch` follows.
        if (++redirects > 20) throw new TypeError("A redirect loop.");
        const leaves = new URL(next.href).origin !== new URL(hop.href).origin;
        const { method } = hop;
        // What may be secret stays behind, also if a later redirect leads back.
        if (leaves) parts = [];
        isGone = (name) =>
          (leaves && (credentialName.test(name) || name === "cookie")) ||
          (next.method !== method && name.startsWith("content-"));
        hop = moved = next;
        to = next.href;
      }
    }
  };
}
