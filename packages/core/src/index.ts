export { AuthError, type AuthErrorCode, type AuthErrorOptions, isAuthError } from "./auth-error.ts";
export { authFetch } from "./auth-fetch.ts";
export { cached } from "./cached.ts";
export type { CachedOptions } from "./cached-options.ts";
export type { CachedSource } from "./cached-source.ts";
export type { Clock } from "./clock.ts";
export { createValet, slotHeader, type Valet, type ValetOptions } from "./create-valet.ts";
export { env, envHeaders } from "./env.ts";
export { firstOf } from "./first-of.ts";
export { basic, bearer, header } from "./header-sources.ts";
export { type PoolOptions, pool } from "./pool.ts";
export { redact } from "./redact.ts";
export { type ScopedOptions, type Select, scoped } from "./scoped.ts";
export type { FetchOptions } from "./swap.ts";
export type {
  Auth,
  AuthEvent,
  Expiring,
  Fetch,
  HeaderInput,
  HeaderSource,
  HeaderValues,
  KeyInput,
  KeySource,
  MaybePromise,
  Rejection,
  Scheme,
  Source,
  SourceContext,
} from "./types.ts";
