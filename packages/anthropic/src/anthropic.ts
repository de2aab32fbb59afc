import { type ClientOptions, Anthropic as Official } from "@anthropic-ai/sdk";
import type { Armed } from "./arm.ts";
import { type AuthOptions, armDropIn, type DropInOptions, derived } from "./drop-in.ts";
import "./generated/namespace.ts";

/** The options of the official client and those of an auth. */
export interface AnthropicOptions extends ClientOptions, AuthOptions {}

/**
 * The official client, which never holds the key. It takes what the SDK's takes, and besides `key`, `headers`
 * and the other fields of an auth. An `apiKey` or an `authToken` is a `key` as well: to change the import alone
 * already gains aborts, and the tie to an origin; a function is asked again when its key is refused.
 *
 * @throws AuthError `auth_conflict` for two credentials; `key_invalid`; `origin_refused` for an address without
 * https that `origins` does not name. What the SDK refuses it refuses as before.
 * @example
 * ```ts
 * import Anthropic, { cached } from "@valetkey/anthropic";
 *
 * declare function exchange(): Promise<{ value: string; expiresIn: number }>;
 *
 * const client = new Anthropic({ key: cached(exchange), headers: () => ({ "x-trace-id": crypto.randomUUID() }) });
 * const messages: Anthropic.MessageParam[] = [{ role: "user", content: "Hello" }];
 * const answer = await client.messages.create({ model: "claude-opus-5", max_tokens: 1024, messages });
 * ```
 */
export class Anthropic extends Official {
  readonly #armed: Armed;

  constructor(options: AnthropicOptions = {}) {
    const armed = armDropIn(options as AuthOptions);
    super(armed.options as ClientOptions);
    this.#armed = armed;
  }

  /**
   * A client that differs in these options. With another `key` it keeps the headers and drops the `id`; with
   * other `headers` it keeps the key; `null` where the key was given takes it away. A key never follows to
   * another `baseURL`, unless `origins` names it.
   */
  override withOptions(options: Partial<AnthropicOptions>): this {
    return super.withOptions(derived(this.#armed, options as DropInOptions) as Partial<ClientOptions>);
  }
}
