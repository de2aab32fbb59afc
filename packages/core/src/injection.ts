import { AuthError, sourceError } from "./auth-error.ts";
import { isCached } from "./cached.ts";
import { type Call, headerContext, keyContext, type Refused } from "./call.ts";
import { credentialNames, eachHeader, keyOfHeaders, texts } from "./header-values.ts";
import { checkKey, isPromise, nameOf, valueOf } from "./key.ts";
import type { HeaderBag } from "./plain-headers.ts";
import type { Hop } from "./redirect.ts";
import type { Expiring, HeaderSource, HeaderValues, KeySource, MaybePromise, Source } from "./types.ts";
import { credential, type Marks } from "./verbs.ts";
import { waitFor } from "./wait-for.ts";

/** Where a key goes in a request. */
export interface Place {
  readonly name: string;
  readonly prefix: string;
}

/** A place that the SDK made for the key. */
export interface Slot extends Place {
  /** In native mode: the key that is there already. */
  readonly key?: string | undefined;
}

/** What is put into requests, and where. */
export interface InjectionPlan {
  readonly key: KeySource | undefined;
  readonly headers: readonly HeaderSource[];
  /** Where the key goes instead of the SDK's own slot. */
  readonly place: Place | undefined;
  /** The SDK's defaults, which a header source may replace. */
  readonly replaceable: ReadonlySet<string>;
}

/** A credential that we put into a request. */
export interface Credential {
  readonly source: Source<unknown>;
  readonly key: string;
}

/** A refusal of some of a request's credentials. */
export interface Refusal {
  readonly status: number;
  readonly credentials: readonly Credential[];
}

/** What one request was given. It can be taken back, and given anew. */
export class Injection {
  /** The credentials that the request carries by now. */
  credentials: readonly Credential[] = [];
  readonly #plan: InjectionPlan;
  readonly #headers: HeaderBag;
  readonly #slots: readonly Slot[];
  readonly #signal: Call["signal"];
  /** What stood in the headers that were touched. */
  readonly #before = new Map<string, string | null>();
  #key: string | undefined;
  #values: readonly (HeaderValues | undefined)[] = [];

  constructor(plan: InjectionPlan, headers: HeaderBag, slots: readonly Slot[], signal: Call["signal"]) {
    this.#plan = plan;
    this.#headers = headers;
    this.#slots = slots;
    this.#signal = signal;
    this.#key = slots.find((slot) => slot.key !== undefined)?.key;
  }

  /**
   * Puts the key and the headers in. After a refusal every source that is concerned is asked for another
   * value; one that fails or has none keeps what it had.
   *
   * @returns whether a credential is another one than before.
   */
  async apply(hop: Hop, refusal?: Refusal): Promise<boolean> {
    this.undo();
    const owners = new Map<string, Source<unknown>>();
    const keys = new Map<Source<unknown>, string>();
    let changed = false;

    const { key: source, headers: sources } = this.#plan;
    if (source && this.#wantsKey) {
      const refused = refusedKey(source, refusal);
      if (this.#key === undefined) this.#key = await askKey(source, keyContext(hop, this.#signal), this.#signal);
      else if (refused) {
        const old = this.#key;
        this.#key = await orElse(old, this.#signal, () => askKey(source, keyContext(hop, this.#signal, refused), this.#signal));
        changed = this.#key !== old;
      }
      keys.set(source, this.#key);
    }
    this.#place(owners);

    const values: (HeaderValues | undefined)[] = [];
    for (const [index, source] of sources.entries()) {
      const refused = refusedKey(source, refusal);
      const old = this.#values[index];
      const context = headerContext(hop, this.#signal, this.#headers, refused);
      const ask = () => askHeaders(source, context, this.#signal);
      const answer = refusal ? await orElse(old, this.#signal, ask) : await ask();
      values.push(answer);
      if (answer === undefined) continue;
      const key = this.#keyOf(source, answer);
      if (key !== undefined) keys.set(source, key);
      if (refused && old) changed ||= key !== refused.rejected || (source.invalidate !== undefined && !sameTexts(old, answer));
      eachHeader(answer, nameOf(source), (name, value) => {
        if (this.#isCallers(name)) return;
        this.#put(name, value);
        owners.set(name, source);
      });
    }
    this.#values = values;
    const used = new Set(owners.values());
    this.credentials = [...keys].flatMap(([source, key]) => (used.has(source) ? [{ source, key }] : []));
    return changed;
  }

  /** Takes everything back. */
  undo(): void {
    for (const [name, value] of this.#before) {
      if (value === null) this.#headers.delete(name);
      else this.#headers.set(name, value);
    }
    this.#before.clear();
  }

  /** Takes everything back for another origin, and with it whatever else could be a credential. */
  strip(): void {
    this.undo();
    for (const { name } of this.#slots) this.#headers.delete(name);
    for (const name of [...credentialNames, "cookie", "proxy-authorization", "host"]) this.#headers.delete(name);
  }

  /** A request that only the slot header marks has a credential of the caller's own, or none on purpose. */
  get #wantsKey(): boolean {
    return this.#slots.some(({ name }) => name !== slotHeader);
  }

  /** Puts the key where it belongs, or takes the placeholder out if there is none. */
  #place(owners: Map<string, Source<unknown>>): void {
    const { key: source, place } = this.#plan;
    for (const { name } of this.#slots) this.#put(name, null);
    if (source === undefined || !this.#wantsKey) return;
    for (const { name, prefix } of place ? [place] : this.#slots) {
      if (name === slotHeader || this.#isCallers(name)) continue;
      this.#put(name, `${prefix}${this.#key}`);
      owners.set(name, source);
    }
  }

  /** The most specific wins: what the caller set for this request stays. */
  #isCallers(name: string): boolean {
    return !this.#before.has(name) && !this.#plan.replaceable.has(name) && this.#headers.get(name) !== null;
  }

  #put(name: string, value: string | null): void {
    if (!this.#before.has(name)) this.#before.set(name, this.#headers.get(name));
    if (value === null) this.#headers.delete(name);
    else this.#headers.set(name, value);
  }

  /** The key of a header source, if it is one of a credential. */
  #keyOf(source: HeaderSource, values: HeaderValues): string | undefined {
    return keyOfHeaders(values) ?? (source.invalidate ? texts(values)[0] : undefined);
  }
}

/** A header with the placeholder by which an adapter knows its SDK's requests. It is never sent. */
export const slotHeader = "x-valetkey";

const refusedKey = (source: Source<unknown>, refusal: Refusal | undefined): Refused | undefined => {
  const found = refusal?.credentials.find((credential) => credential.source === source);
  return found && refusal && { rejected: found.key, status: refusal.status };
};

const sameTexts = (a: HeaderValues, b: HeaderValues): boolean => texts(a).join("\n") === texts(b).join("\n");

/** A source that fails keeps what it had; only the caller's own abort ends the request. */
async function orElse<T>(old: T, signal: Call["signal"], ask: () => MaybePromise<T>): Promise<T> {
  try {
    return (await ask()) ?? old;
  } catch {
    signal?.throwIfAborted();
    return old;
  }
}

/** The key of a source, checked. */
export async function askKey(source: KeySource, context: Parameters<KeySource>[0], signal: Call["signal"]): Promise<string> {
  const key = await answerOf(source, context, signal);
  if (key === undefined) throw new AuthError("key_unavailable", `${nameOf(source)} has no key.`);
  return checkKey(key, nameOf(source));
}

async function askHeaders(
  source: HeaderSource & Marks,
  context: Parameters<HeaderSource>[0],
  signal: Call["signal"],
): Promise<HeaderValues | undefined> {
  const values = await answerOf(source, context, signal);
  if (values === undefined && source[credential]) throw new AuthError("key_unavailable", `${nameOf(source)} has no key.`);
  return values;
}

/** What a source answers, waited for as long as the request's own signal allows. */
async function answerOf<T>(source: Source<T>, context: Parameters<Source<T>>[0], signal: Call["signal"]): Promise<T | undefined> {
  const held = isCached(source) && context.rejected === undefined ? source.peek() : undefined;
  if (held !== undefined) return held as T;
  try {
    const answer: MaybePromise<T | Expiring<T> | undefined> = source(context);
    return valueOf(isPromise(answer) ? await waitFor(answer, signal) : answer);
  } catch (error) {
    signal?.throwIfAborted();
    throw sourceError(nameOf(source), error);
  }
}
