import type { IncomingMessage } from "node:http";
import { random } from "./random.ts";

/**
 * One request as the server saw it, listed from the moment its headers arrived.
 *
 * @example
 * ```ts
 * import { startProvider } from "@valetkey/testing";
 *
 * await using provider = await startProvider();
 * await fetch(`${provider.baseURL}/models`, { headers: { authorization: `Bearer ${provider.key}` } });
 *
 * const [request] = provider.requests;
 * request?.path; // "/v1/models"
 * request?.key === provider.key; // true
 * request?.status; // 200
 * ```
 */
export interface SeenRequest {
  /** What the answer carries as `x-request-id` and `request-id`. */
  readonly id: string;
  /** The method, in capitals. */
  readonly method: string;
  /** The address, host and query included. */
  readonly url: URL;
  /** `url.pathname`. */
  readonly path: string;
  /** The headers as sent; a name sent twice is joined with `, `. */
  readonly headers: Headers;
  /** The key that the request carried, whether valid or not; undefined without one, or with two that differ. */
  readonly key: string | undefined;
  /** The body; empty until it has arrived whole. */
  readonly body: Uint8Array;
  /** The body as text. */
  readonly text: string;
  /** The body parsed as JSON; undefined where it is not JSON. */
  readonly json: unknown;
  /** The status answered, 101 for a WebSocket; undefined while it is undecided, as it is in `when` of `fail` and `redirect`. */
  readonly status: number | undefined;
  /**
   * `"pending"` until the last byte is out, then `"answered"`; `"cut"` when a {@link Cut} broke it off,
   * `"aborted"` when the client went away first. A WebSocket is pending as long as it is open, and answered when
   * it was closed in order, by whomever.
   */
  readonly outcome: "pending" | "answered" | "cut" | "aborted";
  /** When the headers arrived, in ms since the epoch. */
  readonly receivedAt: number;
}

/** How an exchange ended. */
export type Outcome = Exclude<SeenRequest["outcome"], "pending">;

/** The server's own, writable view of a {@link SeenRequest}. */
export class RecordedRequest implements SeenRequest {
  readonly id: string = random("req_");
  readonly method: string;
  readonly url: URL;
  readonly path: string;
  readonly headers: Headers;
  readonly receivedAt: number = Date.now();
  key: string | undefined;
  body: Uint8Array = new Uint8Array();
  status: number | undefined;
  outcome: SeenRequest["outcome"] = "pending";

  constructor(incoming: IncomingMessage, origin: string) {
    this.method = incoming.method ?? "GET";
    this.url = new URL(`${origin}${incoming.url ?? "/"}`);
    this.path = this.url.pathname;
    this.headers = new Headers();
    for (let i = 0; i < incoming.rawHeaders.length; i += 2) {
      this.headers.append(incoming.rawHeaders[i] ?? "", incoming.rawHeaders[i + 1] ?? "");
    }
  }

  get text(): string {
    return new TextDecoder().decode(this.body);
  }

  get json(): unknown {
    try {
      return JSON.parse(this.text);
    } catch {
      return undefined;
    }
  }
}
