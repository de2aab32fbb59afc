import type { AuthOptions } from "@valetkey/core/adapter";
import { type ClientOptions, OpenAI as Official } from "openai";
import type { Armed } from "./arm.ts";
import { armDropIn, derived } from "./drop-in.ts";
import "./generated/namespace.ts";

/** The options of the official client and those of an auth. */
export interface OpenAIOptions extends ClientOptions, AuthOptions {}

/**
 * The official client, which never holds the key. It takes what the SDK's takes, and besides `key`, `headers`
 * and the other fields of an auth. An `apiKey`, a string or a function, is a `key` as well: to change the
 * import alone already gains recovery from refused keys, aborts, and the tie to an origin.
 *
 * @throws AuthError `auth_conflict` for two credentials; `key_invalid`; `origin_refused` for an address without
 * https that `origins` does not name. What the SDK refuses it refuses as before.
 * @example
 * ```ts
 * import OpenAI, { cached } from "@valetkey/openai";
 *
 * declare function exchange(): Promise<{ value: string; expiresIn: number }>;
 *
 * const client = new OpenAI({ key: cached(exchange), headers: () => ({ "x-trace-id": crypto.randomUUID() }) });
 * const answer = await client.responses.create({ model: "gpt-5", input: "Hello" });
 * ```
 */
export class OpenAI extends Official {
  readonly #armed: Armed;

  constructor(options: OpenAIOptions = {}) {
    const armed = armDropIn(options, "openai");
    super(armed.options);
    this.#armed = armed;
  }

  /**
   * A client that differs in these options. With another `key` it keeps the headers and drops the `id`; with
   * other `headers` it keeps the key; `apiKey: null` takes it away. A key never follows to another `baseURL`,
   * unless `origins` names it.
   */
  override withOptions(options: Partial<OpenAIOptions>): this {
    return super.withOptions(derived(this.#armed, options) as Partial<ClientOptions>);
  }
}
