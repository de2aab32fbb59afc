import type { Faults } from "../loopback/faults.ts";
import type { SeenRequest } from "../loopback/seen-request.ts";
import type { Stats } from "../loopback/stats.ts";
import type { Disconnect } from "../loopback/talks.ts";

/**
 * A running provider: where it is, which keys it accepts, what it saw, and what it does wrong on request.
 * It keeps the process alive until it is closed.
 *
 * @example
 * ```ts
 * import { type Provider, startProvider } from "@valetkey/testing";
 *
 * const provider: Provider = await startProvider();
 * const outdated = provider.key;
 * provider.rotate(); // from now on `outdated` is answered with 401
 * await provider.close();
 * ```
 */
export interface Provider extends Faults, AsyncDisposable {
  /** `http://127.0.0.1:<port>`, or `https://…`; the base URL for Anthropic's SDK and for `AzureOpenAI`. */
  readonly origin: string;
  /** `<origin>/v1`: the base URL for OpenAI's SDK and those that are compatible with it. */
  readonly baseURL: string;
  /** With `tls`: the certificate that clients must trust, PEM. */
  readonly ca: string | undefined;
  /** The key made last, valid or not: the one that `rotate` or `addKey` returned, at first the start's. */
  readonly key: string;
  /** Makes a key the only valid one, a random one unless it is given, and returns it. */
  rotate(key?: string): string;
  /** Makes one more key valid, a random one unless it is given, and returns it. */
  addKey(key?: string): string;
  /** Refuses a key from now on, also one that the issuer or `verify` would accept. */
  revoke(key: string): void;
  /** Refuses every key made so far; the issuer's tokens are the issuer's to revoke. */
  revokeAll(): void;
  /**
   * Demands a header beside the key: requests without it, or with another value, are answered 401. Calling it
   * again for the same header rotates the value. Returns the value: a random one unless it is given.
   */
  require(name: string, value?: string): string;
  /** Demands a header whose value the function accepts. */
  require(name: string, accepts: (value: string) => boolean): void;
  /**
   * Ends the WebSockets that are open, so that a reconnect can be rehearsed; returns how many. A client that
   * connects again is asked for its key again. @throws TypeError for a close code that cannot be sent.
   */
  disconnect(options?: Disconnect): number;
  /** What arrived, oldest first. */
  readonly requests: readonly SeenRequest[];
  /** `requests`, counted. */
  readonly stats: Stats;
  /** Forgets `requests`. */
  clear(): void;
  /** Forgets `requests`, faults, required headers and what clients stored; the keys stay as they are. */
  reset(): void;
  /** Ends every connection, WebSockets included, and frees the port. */
  close(): Promise<void>;
}
