import OpenAI, { type ClientOptions } from "openai";
import { expectTypeOf } from "vitest";
import {
  bearer,
  type CachedSource,
  cached,
  type Expiring,
  firstOf,
  type HeaderValues,
  type KeyInput,
  type KeySource,
  type Source,
} from "./index.ts";

/** As the AI SDK declares it. */
type Resolvable<T> = T | Promise<T> | (() => T) | (() => Promise<T>);

declare const expiring: Expiring<string>;
const key = cached("key-1");

// Every kind of source.
expectTypeOf(cached("key-1")).toEqualTypeOf<CachedSource<string>>();
expectTypeOf(cached(() => "key-1")).toEqualTypeOf<CachedSource<string>>();
expectTypeOf(cached(async () => "key-1")).toEqualTypeOf<CachedSource<string>>();
expectTypeOf(cached(() => expiring)).toEqualTypeOf<CachedSource<string>>();
expectTypeOf(cached(async () => expiring)).toEqualTypeOf<CachedSource<string>>();
expectTypeOf(cached(async () => ({ value: "key-1", expiresIn: 60 }))).toEqualTypeOf<CachedSource<string>>();
expectTypeOf(cached(() => ({ value: "key-1", expiresAt: new Date() }))).toEqualTypeOf<CachedSource<string>>();
expectTypeOf(cached(async ({ rejected, signal }) => `${rejected}${signal?.aborted}`)).toEqualTypeOf<
  CachedSource<string>
>();
expectTypeOf(cached(firstOf("key-1", () => undefined))).toEqualTypeOf<CachedSource<string>>();
expectTypeOf(cached(bearer("key-1"))).toEqualTypeOf<CachedSource<HeaderValues>>();
expectTypeOf(cached(key)).toEqualTypeOf<CachedSource<string>>();
declare const input: KeyInput;
expectTypeOf(cached(input)).toEqualTypeOf<CachedSource<string>>();
const nameAndKey: Source<{ user: string; key: string }> = () => ({ user: "u", key: "key-1" });
expectTypeOf(cached(nameAndKey)).toEqualTypeOf<CachedSource<{ user: string; key: string }>>();

// It is what every SDK takes.
expectTypeOf(key).toExtend<() => Promise<string>>();
expectTypeOf(key).toExtend<KeySource>();
expectTypeOf(key).toExtend<NonNullable<ClientOptions["apiKey"]>>();
expectTypeOf(key).toExtend<Resolvable<string>>();
expectTypeOf(key).toExtend<Disposable>();
expectTypeOf(() => new OpenAI({ apiKey: key })).returns.toEqualTypeOf<OpenAI>();

// Its members.
expectTypeOf(key()).toEqualTypeOf<Promise<string>>();
expectTypeOf(key.peek()).toEqualTypeOf<string | undefined>();
expectTypeOf(key.refresh()).toEqualTypeOf<Promise<string>>();
expectTypeOf(key.expiresAt).toEqualTypeOf<number | undefined>();
expectTypeOf(key.recoverOn).toEqualTypeOf<readonly number[]>();
key.invalidate();
key.invalidate("key-1", { status: 401, retryAfter: 1_000 });

// @ts-expect-error a bare promise would be resolved once and never refreshed
cached(Promise.resolve("key-1"));
// @ts-expect-error there has to be a source
cached();
// @ts-expect-error a number is no key
cached(42);
// @ts-expect-error times are in ms, not in words
cached("key-1", { ttl: "1h" });
// @ts-expect-error it is called ttl
cached("key-1", { maxAge: 1_000 });
// @ts-expect-error both clocks, or none
cached("key-1", { clock: { now: () => 0 } });
// @ts-expect-error a key has to be named to be accepted
key.accept();
// @ts-expect-error when it expires is for its source to say
key.expiresAt = 0;
