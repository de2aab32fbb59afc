import { AuthError } from "./auth-error.ts";
import { check } from "./check.ts";
import { keySource, kindOf, named, nameOf } from "./key.ts";
import type { KeyInput, KeySource, MaybePromise, Rejection, Source, SourceContext } from "./types.ts";
import { kind } from "./kind.ts";
import { contextFor, recoverOn, union } from "./verbs.ts";

/** How many tenants are kept. */
export interface ScopedOptions {
  /** The least recently used above this number leave. Default: 1000. */
  max?: number | undefined;
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
  check({ select, create }, "function", "select", "create");
  check(options, "number", "max");
  /** In order of use, the least recent first. */
  const tenants = new Map<string, Source<T>>();
  /** The accepted keys that the tenants know of already. */
  const told = new Set<string>();

  function enter(id: string): Source<T> {
    let tenant = tenants.get(id);
    if (!tenant) {
      tenant = keySource(create(id) as KeyInput, "scoped(): what create returned") as Source<T>;
      told.clear();
    }
    tenants.delete(id);
    tenants.set(id, tenant);
    for (const oldest of tenants.keys()) {
      if (tenants.size <= max || oldest === id) break;
      tenants.delete(oldest);
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
    return tenant(contextFor(tenant, context));
  });
  return Object.defineProperties(source, {
    invalidate: {
      value(rejected: string, reason?: Rejection) {
        told.delete(rejected);
        for (const tenant of tenants.values()) tenant.invalidate?.(rejected, reason);
      },
    },
    accept: {
      value(key: string) {
        if (told.has(key)) return;
        if (told.size >= max) told.clear();
        told.add(key);
        for (const tenant of tenants.values()) tenant.accept?.(key);
      },
    },
    recoverOn: { get: () => union([[401], ...[...tenants.values()].map(recoverOn)]) },
    [kind]: { value: "scoped" },
  }) as Source<T>;
}
