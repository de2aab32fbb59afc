import type { Fetch } from "@valetkey/core";

/** Headers as provider factories take them; Google Vertex and Bedrock's Anthropic also take a function. */
type Headers = Readonly<Record<string, string | undefined>>;

/** What is read of a provider factory's settings. Every other setting passes through. */
export interface Settings {
  readonly [name: string]: unknown;
  readonly headers?: Headers | PromiseLike<Headers> | (() => Headers | PromiseLike<Headers>) | undefined;
  readonly fetch?: Fetch | undefined;
}
