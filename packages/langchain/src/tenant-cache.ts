import { BaseCache, InMemoryCache } from "@langchain/core/caches";
import { type Auth, AuthError } from "@valetkey/core";
import { isScoped } from "@valetkey/core/adapter";

/**
 * A response cache in which a tenant finds only what is his own. Most classes of LangChain leave the key out
 * of their cache keys, so that models of two tenants would share what was answered to one.
 */
class TenantCache extends BaseCache {
  readonly #cache: BaseCache;
  readonly #placeholder: string;

  constructor(cache: BaseCache, placeholder: string) {
    super();
    this.#cache = cache;
    this.#placeholder = placeholder;
  }

  override lookup(...[prompt, llmKey]: Parameters<BaseCache["lookup"]>): ReturnType<BaseCache["lookup"]> {
    return this.#cache.lookup(prompt, `${this.#placeholder} ${llmKey}`);
  }

  override update(
    ...[prompt, llmKey, value]: Parameters<BaseCache["update"]>
  ): ReturnType<BaseCache["update"]> {
    return this.#cache.update(prompt, `${this.#placeholder} ${llmKey}`, value);
  }
}

/**
 * The cache that a model with this auth may have.
 *
 * @throws AuthError `auth_conflict` for one model that answers several tenants.
 */
export function cacheFor(auth: Auth, cache: unknown, placeholder: string): BaseCache | undefined {
  if (!cache) return undefined;
  if (isScoped(auth)) {
    throw new AuthError(
      "auth_conflict",
      "cache and scoped() exclude each other: one tenant would get what was answered to another. Make a model for each tenant, whose auth has an id, or leave cache out.",
    );
  }
  return new TenantCache(cache === true ? InMemoryCache.global() : (cache as BaseCache), placeholder);
}
