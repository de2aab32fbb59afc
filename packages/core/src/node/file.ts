import { isAuthError } from "../auth-error.ts";
import { cached } from "../cached.ts";
import type { CachedOptions } from "../cached-options.ts";
import type { CachedSource } from "../cached-source.ts";
import { emit } from "../events.ts";
import type { Expiring, Rejection, SourceContext } from "../types.ts";
import { locationOf, readText } from "./key-file.ts";
import { checkField, type KeyText, readKey } from "./key-text.ts";

/** How {@link file} reads a key. Times in ms. */
export interface FileOptions
  extends Pick<CachedOptions, "timeout" | "backoff" | "name" | "onEvent" | "clock"> {
  /**
   * The file is JSON, and this field of it is the key; dots lead into nested objects: `"auth.client_token"`.
   * Its expiry is looked for beside it. Default: the whole file is the key.
   */
  field?: string | undefined;
  /** For how long the file is not looked at again. `0`: it is looked at for every request. Default: 60000. */
  ttl?: number | undefined;
}

/**
 * The key in a file that something else keeps up to date: a Kubernetes token, a Docker secret, what a Vault
 * agent writes. Already cached: `cached(file(…))` changes nothing.
 *
 * Once a minute (`ttl`), when somebody asks, it is checked whether the file is another by its inode, size
 * and times, and only then it is read; after a server refused the key, it is read at once. No timer and no
 * watcher: renaming over the file and swapping a symbolic link above it are noticed like any other change.
 * A file that is missing, empty, half-written or otherwise unusable costs nobody the last good key, as long
 * as that has not expired and was not refused; each such check is the event `stale_served`.
 *
 * The file is UTF-8, at most 1 MiB; white space and a byte order mark around the key do no harm. In JSON
 * the expiry stands beside `field`: `expires_at`, `expiresAt`, `expires_on`, `expiresOn`, `expiration`,
 * `expirationTimestamp`, `token_expiry` or `expiry` as a date (local time if it names no zone) or as
 * seconds or ms since the epoch, or `expires_in` or `expiresIn` as seconds since the file was last changed;
 * if there is one of each, the earlier end counts. Without them the `exp` of a JWT counts, and a key with
 * none of these lives until it is refused. The source's own `expiresAt` is when the file is next looked at,
 * if that is earlier.
 *
 * @param path Where the file is, or a `file:` URL. A relative path is resolved now, not when it is read.
 * @throws TypeError for an empty path, a URL that is not `file:`, a `field` that is no name, or a bad
 * option. The source itself: AuthError `key_unavailable` if there is no file, it may not be read, is no
 * file, or is empty; `key_invalid` if there is no key in it; both name the path, never the content.
 * `source_timeout` after `timeout` (default 30000), `closed` after `close()`.
 * @example
 * ```ts
 * import { authFetch } from "@valetkey/core";
 * import { file } from "@valetkey/core/node";
 *
 * const send = authFetch({
 *   key: file("/var/run/secrets/tokens/llm-gateway"),
 *   baseURL: "https://gateway.example.com/v1",
 * });
 * const response = await send("https://gateway.example.com/v1/models");
 * ```
 * @example JSON, looked at every 5 seconds
 * ```ts
 * import { file } from "@valetkey/core/node";
 *
 * const key = file("/run/vault/token.json", { field: "auth.client_token", ttl: 5_000 });
 * ```
 */
export function file(path: string | URL, options: FileOptions = {}): CachedSource<string> {
  const { field, ttl = 60_000, timeout, backoff, onEvent, clock } = options;
  checkField(field);
  const place = locationOf(path);
  const what = `file(${place})`;
  const { name = what } = options;
  let good: Good | undefined;

  /** Reads the file, unless it is the one that is known. */
  async function look({ signal, rejected }: SourceContext): Promise<Good | undefined> {
    const found = await readText(place, what, rejected === undefined ? good?.stamp : undefined, signal);
    if (!found) return good;
    const { text, stamp, changed } = found;
    const fields = field === undefined ? [] : [field];
    const answer = readKey(text, { what, fields, isJson: field !== undefined, from: changed });
    // A cache of its own checks the key and knows when it has expired.
    const key = cached(() => answer, { name: what, timeout: 0, refreshAhead: 0, minValidity: 0, clock });
    await key();
    return { answer, key, stamp };
  }

  async function ask(context: SourceContext): Promise<Expiring<string> | undefined> {
    try {
      good = await look(context);
    } catch (error) {
      context.signal?.throwIfAborted();
      const value = good?.key.peek();
      if (value === undefined || value === context.rejected) throw error;
      const reason = isAuthError(error) ? error.code : undefined;
      emit(onEvent, { type: "stale_served", source: name, reason });
    }
    return good?.answer;
  }

  const source = cached(ask as (context: SourceContext) => Promise<Expiring<string>>, {
    ttl,
    timeout,
    backoff: { max: 5_000, ...backoff },
    name,
    onEvent,
    clock,
    // A look at a file takes no time: done ahead of it, it would only be done more often.
    refreshAhead: 0,
    minValidity: 0,
  });
  const { invalidate } = source;
  return Object.assign(source, {
    invalidate(rejected?: string, reason?: Rejection) {
      if (rejected === undefined) good = undefined;
      invalidate(rejected, reason);
    },
  });
}

/** The last good key. */
interface Good {
  readonly answer: KeyText;
  readonly key: CachedSource<string>;
  /** The state of the file that it was read from. */
  readonly stamp: string;
}
