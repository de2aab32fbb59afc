import { expectTypeOf } from "vitest";
import {
  type Auth,
  type AuthError,
  type AuthErrorCode,
  authFetch,
  basic,
  bearer,
  type CachedSource,
  cached,
  createValet,
  env,
  envHeaders,
  type Fetch,
  firstOf,
  type HeaderSource,
  header,
  isAuthError,
  type KeySource,
  pool,
  redact,
  type Source,
  type SourceContext,
  scoped,
  type Valet,
} from "./index.ts";

const baseURL = "https://api.example.com";
declare const exchange: () => Promise<{ value: string; expiresIn: number }>;

// Every kind of key.
for (const key of [
  "key-1",
  () => "key-1",
  async () => "key-1",
  exchange,
  cached(exchange),
  () => undefined,
] as const)
  expectTypeOf(authFetch({ key, baseURL })).toEqualTypeOf<Fetch>();
authFetch({
  key: ({ url, method, signal, rejected, status }) => `${url}${method}${signal}${rejected}${status}`,
});
authFetch({ key: () => ({ value: "key-1", expiresAt: new Date() }), baseURL });
authFetch({ headers: undefined, baseURL: undefined, origins: undefined, id: undefined });
// @ts-expect-error An unset environment variable is no key: env("NAME") is a source of it.
authFetch({ key: undefined, baseURL });

// Every kind of headers.
const values = [{ "x-a": "1", "x-b": undefined }, new Headers(), [["x-a", "1"]]] as const;
for (const headers of values) {
  authFetch({ headers, baseURL });
  authFetch({ headers: () => headers, baseURL });
  authFetch({ headers: async () => headers, baseURL });
  authFetch({ headers: cached(() => headers), baseURL });
  authFetch({ headers: [headers, () => headers, bearer("key-1")], baseURL });
}

// @ts-expect-error A promise would be resolved once, and never refreshed.
authFetch({ key: Promise.resolve("key-1"), baseURL });
// @ts-expect-error Nor are headers a promise.
authFetch({ headers: Promise.resolve({}), baseURL });
// @ts-expect-error A key is a text.
authFetch({ key: 42, baseURL });
// @ts-expect-error Also the one that a function answers.
authFetch({ key: () => 42, baseURL });
// @ts-expect-error Values of headers are texts.
authFetch({ headers: { "x-a": 1 }, baseURL });
// @ts-expect-error Also those that a function answers.
authFetch({ headers: () => ({ "x-a": 1 }), baseURL });
// @ts-expect-error It is baseURL, as in the SDKs.
authFetch({ key: "key-1", baseUrl: baseURL });
// @ts-expect-error Several origins are a list.
authFetch({ key: "key-1", origins: baseURL });
// @ts-expect-error There is no such scheme.
authFetch({ key: "key-1", baseURL, scheme: "basic" });
// @ts-expect-error replaceable is for SDKs.
authFetch({ key: "key-1", baseURL }, { replaceable: [] });

// What adapters are made of, and what SDKs take.
const valet = createValet({ key: "key-1", origins: "sdk" }, { fetch, replaceable: ["user-agent"] });
expectTypeOf(valet).toEqualTypeOf<Valet>();
expectTypeOf(valet.key).toExtend<() => Promise<string>>();
expectTypeOf(valet.fetch).toExtend<typeof fetch>();
// @ts-expect-error What an SDK holds is not to be changed.
valet.placeholder = "key-1";

// A combinator of keys is a source of keys, and one of headers is a source of headers.
expectTypeOf(firstOf(env("A"), "key-1")).toEqualTypeOf<KeySource>();
expectTypeOf(firstOf(envHeaders("A"), { "x-a": "1" })).toEqualTypeOf<HeaderSource>();
expectTypeOf(pool(["key-1", exchange], { rest: 1 })).toEqualTypeOf<KeySource>();
expectTypeOf(
  scoped(
    () => "a",
    (tenant: string) => `key-${tenant}`,
  ),
).toEqualTypeOf<KeySource>();
expectTypeOf(
  scoped(
    async () => "a",
    () => cached(exchange),
    { max: 1 },
  ),
).toEqualTypeOf<KeySource>();
expectTypeOf(
  scoped(
    () => undefined,
    () => bearer("key-1"),
  ),
).toExtend<HeaderSource>();
expectTypeOf(header("x-a", "key-1")).toEqualTypeOf<HeaderSource>();
expectTypeOf(basic("user", exchange)).toEqualTypeOf<HeaderSource>();
expectTypeOf(cached(exchange)).toEqualTypeOf<CachedSource<string>>();
expectTypeOf(redact(new Headers())).toEqualTypeOf<Record<string, string>>();

// @ts-expect-error A key and headers do not mix.
firstOf("key-1", { "x-a": "1" });
// @ts-expect-error A pool is of keys.
pool([bearer("key-1")]);
// @ts-expect-error A pool is a list.
pool("key-1");
const answer = () => 42;
// @ts-expect-error A tenant is a text.
scoped(answer, () => "key-1");
// @ts-expect-error bearer makes headers, and those are no key.
authFetch({ key: bearer("key-1"), baseURL });
// @ts-expect-error And a key is no set of headers.
authFetch({ headers: env("A"), baseURL });

// A source that says more than a plain function.
const source: Source<string> = Object.assign(() => "key-1", {
  recoverOn: [401, 403],
  accept(_key: string) {},
});
expectTypeOf(source).toExtend<Auth["key"]>();
expectTypeOf<SourceContext["body"]>().toEqualTypeOf<RequestInit["body"] | undefined>();
// @ts-expect-error What a source is told is not to be changed.
((context: SourceContext) => (context.method = "GET"))({});

declare const error: unknown;
if (isAuthError(error)) expectTypeOf(error).toEqualTypeOf<AuthError>();
expectTypeOf<AuthError["code"]>().toEqualTypeOf<AuthErrorCode>();
expectTypeOf<AuthErrorCode>().toEqualTypeOf<
  | "key_unavailable"
  | "key_invalid"
  | "headers_invalid"
  | "source_timeout"
  | "origin_refused"
  | "auth_conflict"
  | "closed"
>();
