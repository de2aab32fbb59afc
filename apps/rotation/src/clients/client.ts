import type { AuthEvent, Clock } from "@valetkey/core";
import type { TokenIssuer } from "@valetkey/testing";

/** What a client has to know of its account. */
interface Connection {
  readonly baseURL: string;
  /** Asks the issuer for a key, whose life it tells in seconds. */
  readonly exchange: TokenIssuer["exchange"];
  /** By which it can tell whether a key has expired. */
  readonly clock: Clock;
  /** Takes the events of Valet Key. */
  onEvent(event: AuthEvent): void;
}

/** One way to talk to a provider. */
export interface Client {
  /** Answers a question; throws if there is no whole answer. */
  call(question: string, signal: AbortSignal): Promise<string>;
  /** Answers it word by word; throws if the stream ends before the answer does. */
  stream(question: string, signal: AbortSignal): AsyncIterable<string>;
}

/** A row of the table. */
export interface ClientKind {
  readonly name: string;
  /** Who sees to the key, and how. */
  readonly keys: "valet key" | "asked for each call" | "cached until it expires";
  connect(connection: Connection): Client;
}
