import type { TokenIssuer } from "../issuer/token-issuer.ts";
import { checkFunction, checkPort } from "../loopback/check.ts";
import type { SeenRequest } from "../loopback/seen-request.ts";
import type { Prompt } from "./writer.ts";

/**
 * How {@link startProvider} starts.
 *
 * @example
 * ```ts
 * import { type ProviderOptions, startProvider } from "@valetkey/testing";
 *
 * const options: ProviderOptions = { keys: ["old-key", "new-key"], slots: ["api-key"], tls: true };
 * await using provider = await startProvider(options);
 * ```
 */
export interface ProviderOptions {
  /** The keys that are valid from the start; the last is `provider.key`. Default: one random key. */
  keys?: readonly string[];
  /**
   * Whose tokens are valid too: what `startTokenIssuer` returns, or anything else that can tell a good token.
   * Default: nobody's.
   */
  issuer?: Pick<TokenIssuer, "accepts">;
  /** Decides about keys that are neither revoked, nor in `keys`, nor the issuer's. Default: they are refused. */
  verify?: (key: string, request: SeenRequest) => boolean | PromiseLike<boolean>;
  /**
   * Writes the text of each answer, Markdown or whatever a client is to show; for `undefined` and for structured
   * outputs the provider's own is taken. Default: two sentences that depend on the prompt alone.
   */
  answer?: (prompt: Prompt) => string | undefined;
  /**
   * Names of the headers that may carry the key; `authorization` carries it after `Bearer`,
   * `sec-websocket-protocol` as browsers send it, in `openai-insecure-api-key.<key>` beside `realtime`. A request
   * with two different keys in them is refused. Default: these two, `api-key` and `x-api-key`.
   */
  slots?: readonly string[];
  /** Serve https with a certificate made at the start; clients trust `provider.ca`. Default false. */
  tls?: boolean;
  /** The port on 127.0.0.1. Default 0, which takes a free one. */
  port?: number;
}

/** Throws a TypeError that names the option; `keys` and `slots` are checked where they are read. */
export function checkProviderOptions(options: ProviderOptions): void {
  if (options.issuer !== undefined && typeof options.issuer.accepts !== "function") {
    throw new TypeError(
      "startProvider({ issuer }) must have a function `accepts(token)`. Pass what startTokenIssuer() returns.",
    );
  }
  checkFunction("startProvider({ verify })", options.verify);
  checkFunction("startProvider({ answer })", options.answer);
  if (options.tls !== undefined && typeof options.tls !== "boolean") {
    throw new TypeError("startProvider({ tls }) must be true or false.");
  }
  checkPort("startProvider({ port })", options.port);
}
