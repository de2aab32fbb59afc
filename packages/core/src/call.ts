import { isReplayable } from "./body.ts";
import type { HeaderBag } from "./plain-headers.ts";
import type { Hop } from "./redirect.ts";
import type { SourceContext } from "./types.ts";

/** What a `fetch` was called with, read once. */
export interface Call extends Hop {
  readonly request: Request | undefined;
  readonly init: RequestInit | undefined;
  readonly headers: RequestInit["headers"];
  readonly signal: AbortSignal | null | undefined;
  readonly redirect: NonNullable<RequestInit["redirect"]>;
}

/** Reads what a `fetch` was called with; as there, `init` wins over a `Request`. */
export function readCall(input: string | URL | Request, init: RequestInit | undefined): Call {
  const request = typeof input === "object" && "headers" in input ? input : undefined;
  return {
    request,
    init,
    href: request ? request.url : absolute(String(input)),
    method: (init?.method ?? request?.method ?? "GET").toUpperCase(),
    headers: init?.headers ?? request?.headers,
    body: init?.body ?? request?.body,
    signal: init?.signal ?? request?.signal,
    redirect: init?.redirect ?? request?.redirect ?? "follow",
  };
}

/** In a browser an address may be relative to the page. */
function absolute(address: string): string {
  const page = (globalThis as { location?: { href?: string } }).location?.href;
  return page !== undefined && !URL.canParse(address) ? new URL(address, page).href : address;
}

/** What a source is told of a refusal. */
export type Refused = Required<Pick<SourceContext, "rejected" | "status">>;

/** What a key source is told of a request. The parts that cost something are made when somebody looks. */
export function keyContext(hop: Hop, signal: Call["signal"], refused?: Refused): SourceContext {
  return {
    get url() {
      return new URL(hop.href);
    },
    method: hop.method,
    signal: signal ?? undefined,
    rejected: refused?.rejected,
    status: refused?.status,
  };
}

/** What a header source is told: also the request as it is by now, for those that sign it. */
export function headerContext(hop: Hop, signal: Call["signal"], headers: HeaderBag, refused?: Refused): SourceContext {
  return {
    get url() {
      return new URL(hop.href);
    },
    method: hop.method,
    signal: signal ?? undefined,
    rejected: refused?.rejected,
    status: refused?.status,
    get headers() {
      const copy = new Headers();
      headers.forEach((value, name) => copy.set(name, value));
      return copy;
    },
    get body() {
      return isReplayable(hop.body) ? hop.body : undefined;
    },
  };
}
