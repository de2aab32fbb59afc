import type { Auth, Fetch, HeaderInput, KeyInput } from "@valetkey/core";
import type { Provider } from "../provider/provider.ts";

/**
 * How the suite drives an adapter: a client made from an auth, a call, a stream, an error read. What the SDK
 * cannot do is left out; so are, then, the cases that need it.
 *
 * @example
 * ```ts
 * import { createValet } from "@valetkey/core";
 * import type { AdapterDriver } from "@valetkey/testing/conformance";
 * import OpenAI, { APIConnectionError, APIError, AuthenticationError } from "openai";
 *
 * export const driver: AdapterDriver<OpenAI> = {
 *   name: "createValet and openai",
 *   client(auth, { fetch, ...options }) {
 *     const valet = createValet({ ...options, ...auth }, { fetch, replaceable: ["user-agent"] });
 *     return new OpenAI({ ...options, apiKey: valet.placeholder, fetch: valet.fetch });
 *   },
 *   async chat(client, { prompt, ...options }) {
 *     const messages = [{ role: "user" as const, content: prompt }];
 *     const { choices } = await client.chat.completions.create({ model: "gpt-5", messages }, options);
 *     return choices[0]?.message.content ?? "";
 *   },
 *   async *stream(client, { prompt, ...options }) {
 *     const body = { model: "gpt-5", input: prompt, stream: true as const };
 *     for await (const event of await client.responses.create(body, options))
 *       if (event.type === "response.output_text.delta") yield event.delta;
 *   },
 *   failure(error) {
 *     const kind =
 *       error instanceof AuthenticationError ? "authentication"
 *       : error instanceof APIConnectionError ? "connection"
 *       : "other";
 *     return error instanceof APIError ? { kind, status: error.status, code: error.code } : { kind };
 *   },
 * };
 * ```
 */
export interface AdapterDriver<Client> {
  /** The adapter, the SDK and its version: what the cases are listed under. */
  readonly name: string;
  /**
   * The header in which the SDK sends its key, in lower case: `authorization` after `Bearer `, any other bare.
   * Default `"authorization"`.
   */
  readonly slot?: string;
  /** A client may send a header of a call as `null`, which removes it. Default false. */
  readonly removesHeaders?: boolean;
  /**
   * The adapter sees the auth object itself, not a copy, and so can tell that two clients are made of the same
   * one. Default false.
   */
  readonly knowsAuth?: boolean;
  /** The base URL that the SDK wants of a provider. Default `provider.baseURL`. */
  baseURL?(provider: Provider): string;
  /** A client of the SDK that takes its credentials from the auth. */
  client(auth: Auth, settings: ClientSettings): Client;
  /** One answer, as text. */
  chat(client: Client, call: Call): Promise<string>;
  /** The same answer in pieces. */
  stream(client: Client, call: Call): AsyncIterable<string>;
  /** What the SDK says with an error, in words that all SDKs share. */
  failure(error: unknown): Failed;
  /** Everything else that the SDK can be asked for, by name: embeddings, images, pages, its other APIs. */
  readonly calls?: Readonly<Record<string, (client: Client, call: Call) => Promise<unknown>>>;
  /** Sends a file; one in a stream cannot be sent twice. */
  upload?(client: Client, file: Blob | ReadableStream<Uint8Array>, call: Call): Promise<unknown>;
  /** Sends a GET to an absolute address as if it were the API's. */
  absolute?(client: Client, url: string): Promise<unknown>;
  /** Has the SDK load something from elsewhere, as for the URL of an image, through the same `fetch`. */
  download?(client: Client, url: string): Promise<unknown>;
  /** A client made of another one, with something of it changed. */
  derive?(client: Client, changes: Changes): Client;
  /** What the client holds in place of the key. */
  placeholder?(client: Client): string;
}

/** What a client is made with beside the auth, spelled as the SDKs of OpenAI and Anthropic spell it. */
export interface ClientSettings {
  /** Missing where the auth has it. */
  readonly baseURL?: string;
  /** The user's own, inside that of the adapter. */
  readonly fetch?: Fetch;
  /** How often the SDK may send again on its own account. */
  readonly maxRetries: number;
  /** Print all that the SDK can print. */
  readonly logLevel?: "debug";
}

/** One call. */
export interface Call {
  /** What is asked; it stands in the body of the request. */
  readonly prompt: string;
  /** Aborts the call, the wait for its key included. */
  readonly signal?: AbortSignal;
  /** Headers of this call alone; `null` removes one, if the driver has `removesHeaders`. */
  readonly headers?: Record<string, string | null>;
  /** In ms. */
  readonly timeout?: number;
}

/** What a derived client has in place of what the first had. */
export interface Changes {
  /** Another key; the headers stay. */
  readonly key?: KeyInput;
  /** Other header sources, in place of all that there were; the key stays. */
  readonly headers?: HeaderInput;
  /** Another address, to which the key goes only if `origins` has it. */
  readonly baseURL?: string;
}

/** What went wrong. */
export interface Failed {
  /**
   * `"authentication"`: what the SDK raises for a 401. `"connection"`: for a `fetch` that throws, and so worth
   * trying again. `"abort"` and `"timeout"`: the caller's own. `"other"`: all the rest.
   */
  readonly kind: "authentication" | "connection" | "abort" | "timeout" | "other";
  /** The status of the answer, if there was one. */
  readonly status?: number | undefined;
  /** The code in the answer, or that of the `AuthError` which the SDK's error wraps. */
  readonly code?: string | null | undefined;
}
