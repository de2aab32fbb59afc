import { AuthError } from "./auth-error.ts";
import { check } from "./check.ts";
import { keyOf } from "./header-values.ts";
import { keySource, kindOf, named, nameOf, valueOf } from "./key.ts";
import type { KeyInput, KeySource, MaybePromise, Rejection, Source, SourceContext } from "./types.ts";
import { contextFor, recoverOn, union, varies } from "./verbs.ts";

/** How many tenants are kept. */
export interface ScopedOptions {
  /** The least recently used above this number leave. Default: 1000. */
  max?: number | undefined;
}

interface Tenant<T> {
  readonly source: Source<T>;
  /** The key it answered last. */
  issued?: string | undefined;
}

/** Names the tenant of a request. */
type Select = (context: SourceContext) => MaybePromise<string | undefined>;

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
  select: Select,
  create: (tenant: string) => KeyInput,
  options?: ScopedOptions,
): KeySource;
export function scoped<T>(
  select: Select,
  create: (tenant: string) => Source<T>,
  options?: ScopedOptions,
): Source<T>;
export function scoped<T>(
  select: Select,
  create: (tenant: string) => string | Source<T>,
  options: ScopedOptions = {},
): Source<T> {
  const { max = 1000 } = options;
  check("function", { select, create });
  check("number", { max });
  /** In order of use, the least recent first. */
  const tenants = new Map<string, Tenant<T>>();
  /** Who was given a key last. */
  const owners = new Map<string, Tenant<T>>();

  function enter(id: string): Tenant<T> {
    const tenant = tenants.get(id) ?? {
      source: keySource(create(id) as KeyInput, "scoped(): what create returned") as Source<T>,
    };
    tenants.delete(id);
    tenants.set(id, tenant);
    for (const [oldest, { issued }] of tenants) {
      if (tenants.size <= max || oldest === id) break;
      tenants.delete(oldest);
      owners.delete(issued ?? "");
    }
    return tenant;
  }

  const source = named(`scoped(${nameOf(create)})`, async (context: SourceContext) => {
    const id = await select(context);
    if (typeof id !== "string" || id === "") {
      throw new AuthError(
        "key_unavailable",
        `scoped(): select named no tenant (it answered ${id === "" ? "an empty string" : `something ${kindOf(id)}`}), and there is no shared one.`,
      );
    }
    const tenant = enter(id);
    const answer = await tenant.source(contextFor(tenant.source, context));
    const key = keyOf(valueOf(answer));
    if (key !== undefined && key !== tenant.issued) {
      owners.delete(tenant.issued ?? "");
      owners.set(key, tenant);
      tenant.issued = key;
    }
    return answer;
  });
  return Object.defineProperties(source, {
    invalidate: {
      value(rejected: string, reason?: Rejection) {
        for (const tenant of tenants.values()) tenant.source.invalidate?.(rejected, reason);
      },
    },
    accept: { value: (key: string) => owners.get(key)?.source.accept?.(key) },
    recoverOn: {
      get: () => union([[401], ...[...tenants.values()].map((tenant) => recoverOn(tenant.source))]),
    },
    [varies]: { value: true },
  }) as Source<T>;
}
