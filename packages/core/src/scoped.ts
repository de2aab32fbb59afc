import { AuthError } from "./auth-error.ts";
import { check } from "./check.ts";
import { identityOf } from "./header-values.ts";
import { keySource, kindOf, named, nameOf } from "./key.ts";
import { kind } from "./kind.ts";
import { checkedValue } from "./part.ts";
import { trim } from "./trim.ts";
import type { KeyInput, KeySource, MaybePromise, Rejection, Source, SourceContext } from "./types.ts";
import { contextFor, recoverOn, union } from "./verbs.ts";

/** How many tenants are kept. */
export interface ScopedOptions {
  /** The least recently used above this number leave. Default: 1000. */
  max?: number | undefined;
}

/** Names the tenant of a request; `undefined` and `""` name none. */
export type Select = (context: SourceContext) => MaybePromise<string | undefined>;

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
  /** Who was given a key: whom its acceptance concerns. */
  const owners = new Map<string, Set<Source<T>>>();

  function enter(id: string): Source<T> {
    const tenant =
      tenants.get(id) ?? (keySource(create(id) as KeyInput, "what scoped() created") as Source<T>);
    tenants.delete(id);
    tenants.set(id, tenant);
    trim(tenants, max);
    return tenant;
  }

  const source = named(`scoped(${nameOf(create)})`, async (context: SourceContext) => {
    const id = await select(context);
    if (typeof id !== "string" || !id) {
      throw new AuthError(
        "key_unavailable",
        `scoped(): select answered ${kindOf(id)}; there is no shared tenant.`,
      );
    }
    const tenant = enter(id);
    const answer = await tenant(contextFor(tenant, context));
    const key = identityOf(checkedValue(answer, tenant, true));
    if (key !== undefined && !owners.get(key)?.has(tenant)) {
      owners.set(key, new Set(owners.get(key)).add(tenant));
      trim(owners, 2 * max);
    }
    return answer;
  });
  return Object.defineProperties(source, {
    invalidate: {
      value(rejected: string, reason?: Rejection) {
        for (const tenant of tenants.values()) tenant.invalidate?.(rejected, reason);
      },
    },
    accept: {
      value(key: string) {
        for (const tenant of owners.get(key) ?? []) tenant.accept?.(key);
      },
    },
    recoverOn: { get: () => union([[401], ...[...tenants.values()].map(recoverOn)]) },
    [kind]: { value: "scoped" },
  }) as Source<T>;
}
