import { AuthError, sourceError } from "./auth-error.ts";
import { isCached } from "./cached.ts";
import { checkHeaders, type HeaderRecord, keyOf, textsOf, wrapKey } from "./header-values.ts";
import { checkKey, isPromise, nameOf, valueOf } from "./key.ts";
import type { Place } from "./place.ts";
import { type Hop, isReplayable } from "./redirect.ts";
import type { HeaderValues, KeySource, Source, SourceContext } from "./types.ts";
import { credential, type Marks } from "./verbs.ts";
import { waitFor } from "./wait-for.ts";

/** A source in one request, and what it brought at the last attempt. */
export interface Part {
  readonly source: Source<HeaderValues | string> & Marks;
  /** For the key: the places that wait for it. */
  readonly places?: readonly Place[];
  /** For the key: what is there already. */
  given?: string | undefined;
  values?: HeaderValues | undefined;
  /** The key in it, if it is a credential. */
  key?: string | undefined;
}

/** The parts of a request that a server refused. */
export interface Refusal {
  readonly status: number;
  readonly parts: readonly Part[];
}

/** A request's headers with everything put in. */
export interface Injection {
  readonly headers: HeaderRecord;
  /** The credentials among what was put in. */
  readonly credentials: readonly Part[];
  /** After a refusal: one of the credentials refused is another one now. */
  readonly changed: boolean;
}

/**
 * Asks every part in turn and puts its headers over those of the caller, who keeps what is his own: the
 * most specific wins. After a refusal, a part that fails or has nothing keeps what it brought before.
 */
export async function inject(
  base: HeaderRecord,
  replaceable: ReadonlySet<string>,
  parts: readonly Part[],
  hop: Hop,
  signal: AbortSignal | undefined,
  refusal?: Refusal,
): Promise<Injection> {
  const headers = { ...base };
  const owners: Record<string, Part> = {};
  let changed = false;
  for (const part of parts) {
    const { source, values: before } = part;
    const refused = refusal?.parts.includes(part)
      ? { rejected: part.key, status: refusal.status }
      : undefined;
    try {
      part.values = await valuesOf(part, contextOf(hop, signal, part.places ? undefined : headers, refused));
    } catch (error) {
      if (!refusal || signal?.aborted) throw error;
    }
    if (refusal) part.values ??= before;
    if (!part.values) continue;
    if (refused && before) changed ||= identity(part.values) !== identity(before);
    part.key = keyOf(part.values) ?? (source.invalidate && textsOf(part.values)[0]);
    for (const [name, value] of Object.entries(checkHeaders(part.values, nameOf(source)))) {
      if (Object.hasOwn(base, name) && !replaceable.has(name)) continue;
      headers[name] = value;
      owners[name] = part;
    }
  }
  const used = new Set(Object.values(owners));
  return { headers, changed, credentials: parts.filter((part) => part.key && used.has(part)) };
}

/** What has to differ for another attempt to be worth it: the key, or all of headers without one. */
const identity = (values: HeaderValues): string => keyOf(values) ?? textsOf(values).join("\n");

/** What a source is told of a request. A header source may sign it as it is by then. */
const contextOf = (
  hop: Hop,
  signal: AbortSignal | undefined,
  headers: HeaderRecord | undefined,
  refused: Pick<SourceContext, "rejected" | "status"> | undefined,
): SourceContext => ({
  get url() {
    return new URL(hop.href);
  },
  get headers() {
    return headers && new Headers(headers);
  },
  body: headers && isReplayable(hop) ? hop.body : undefined,
  method: hop.method,
  signal,
  ...refused,
});

/** The headers of a part: what its source answers, or its key in its places. */
async function valuesOf(part: Part, context: SourceContext): Promise<HeaderValues | undefined> {
  const { source, places, given } = part;
  part.given = undefined;
  if (places) {
    const key = given ?? (await askKey(source as KeySource, context));
    return wrapKey(Object.fromEntries(places.map(({ name, prefix }) => [name, prefix + key])), key);
  }
  const values = await answerOf(source as Source<HeaderValues>, context);
  if (!values && source[credential]) throw noKey(source);
  return values;
}

/** The key of a source, checked. */
export async function askKey(source: KeySource, context: SourceContext): Promise<string> {
  const key = await answerOf(source, context);
  if (key === undefined) throw noKey(source);
  return checkKey(key, nameOf(source));
}

/** What a source answers, waited for as long as the request's own signal allows. */
async function answerOf<T>(source: Source<T>, context: SourceContext): Promise<T | undefined> {
  const held = isCached(source) && !context.rejected && source.peek();
  if (held) return held as T;
  try {
    const answer = source(context);
    return valueOf(isPromise(answer) ? await waitFor(answer, context.signal) : answer);
  } catch (error) {
    context.signal?.throwIfAborted();
    throw sourceError(nameOf(source), error);
  }
}

const noKey = (source: object): AuthError =>
  new AuthError("key_unavailable", `${nameOf(source)} has no key.`);
