import { AuthError } from "./auth-error.ts";
import { checkDuration } from "./cached-options.ts";
import { keyOfHeaders } from "./header-values.ts";
import { describeType, isPromise, keySource, named, nameOf, valueOf } from "./key.ts";
import type { Expiring, KeyInput, KeySource, MaybePromise, Rejection, Source, SourceContext } from "./types.ts";
import { contextFor, recoverOn, union, varies } from "./verbs.ts";

/** How many tenants are kept. */
export interface ScopedOptions {
  /** The least recently used above this number leave. Default: 1000. */
  max?: number | undefined;
}

interface Tenant<T> {
  readonly source: Source<T>;
  /** The key it answered last. */
  issued?: string;
}

/**
 * A source per tenant. `select` names the tenant of a request, and may be async; `create` makes that
 * tenant's source, once. No tenant, no key: `undefined` and `""` fail with `key_unavailable` and are never
 * a shared tenant. A tenant who leaves because others were used more recently takes nothing from whoever
 * still waits.
 *
 * @throws TypeError for parameters that cannot be.
 * @example
 * ```ts
 * import { AsyncLocalStorage } from "node:async_hooks";
 * import { authFetch, cached, scoped } from "@valetkey/core";
 *
 * const tenant = new AsyncLocalStorage<string>();
 * declare function exchange(tenant: string): Promise<{ value: string; expiresIn: number }>;
 *
 * const key = scoped(() => tenant.getStore(), (name) => cached(() => exchange(name)));
 * const send = authFetch({ key, baseURL: "https://api.example.com" });
 * await tenant.run("acme", () => send("https://api.example.com/v1/models"));
 * ```
 */
export function scoped(
  select: (context: SourceContext) => MaybePromise<string | undefined>,
  create: (tenant: string) => KeyInput,
  options?: ScopedOptions,
): KeySource;
export function scoped<T>(
  select: (context: SourceContext) => MaybePromise<string | undefined>,
  create: (tenant: string) => Source<T>,
  options?: ScopedOptions,
): Source<T>;
export function scoped<T>(
  select: (context: SourceContext) => MaybePromise<string | undefined>,
  create: (tenant: string) => string | Source<T>,
  options: ScopedOptions = {},
): Source<T> {
  const { max = 1000 } = options;
  if (typeof select !== "function" || typeof create !== "function") throw new TypeError("scoped(): select and create have to be functions.");
  checkDuration("scoped(): max", max);
  /** In order of use, the least recent first. */
  const tenants = new Map<string, Tenant<T>>();
  /** Who was given a key last. */
  const owners = new Map<string, Tenant<T>>();

  function enter(id: string): Tenant<T> {
    let tenant = tenants.get(id);
    if (tenant) tenants.delete(id);
    else tenant = { source: keySource(create(id) as KeyInput, "scoped(): what create returned") as Source<T> };
    tenants.set(id, tenant);
    for (const [oldest, { issued }] of tenants) {
      if (tenants.size <= Math.max(1, max)) break;
      tenants.delete(oldest);
      if (issued !== undefined) owners.delete(issued);
    }
    return tenant;
  }

  function remember(tenant: Tenant<T>, answer: T | Expiring<T> | undefined): void {
    const value = valueOf(answer);
    const key = typeof value === "object" && value !== null ? keyOfHeaders(value) : value;
    if (typeof key !== "string" || key === tenant.issued) return;
    if (tenant.issued !== undefined) owners.delete(tenant.issued);
    tenant.issued = key;
    owners.set(key, tenant);
  }

  function answerFor(id: string | undefined, context: SourceContext): MaybePromise<T | Expiring<T> | undefined> {
    if (typeof id !== "string" || id === "") {
      throw new AuthError("key_unavailable", `${name}: select named no tenant (${id === "" ? "an empty string" : describeType(id)}), and there is no shared one.`);
    }
    const tenant = enter(id);
    const answer = tenant.source(contextFor(tenant.source, context));
    if (!isPromise(answer)) {
      remember(tenant, answer);
      return answer;
    }
    return answer.then((settled) => {
      remember(tenant, settled);
      return settled;
    });
  }

  const name = `scoped(${nameOf(create)})`;
  const source = named(name, (context: SourceContext) => {
    const id = select(context);
    return isPromise(id) ? id.then((settled) => answerFor(settled, context)) : answerFor(id, context);
  });
  return Object.defineProperties(source, {
    invalidate: {
      value(rejected: string, reason?: Rejection) {
        for (const tenant of tenants.values()) tenant.source.invalidate?.(rejected, reason);
      },
    },
    accept: { value: (key: string) => owners.get(key)?.source.accept?.(key) },
    recoverOn: { get: () => union([[401], ...[...tenants.values()].map((tenant) => recoverOn(tenant.source))]) },
    [varies]: { value: true },
  }) as Source<T>;
}
