import { setTimeout as sleep } from "node:timers/promises";

/** How a service behaves. */
export interface ServiceOptions {
  /** A new token ends the one before it. */
  readonly revokesPrevious?: boolean;
  /** Answers every request with this status. */
  readonly always?: number;
  /** How long refusals are under way, by their number, in ms. */
  readonly delay?: (refusal: number) => number;
}

/** An API and its token endpoint, in memory: what is counted is not the network's doing. */
export interface Service {
  /** The API, at any URL; the token endpoint, at any URL that ends in `/token`. */
  readonly fetch: typeof globalThis.fetch;
  /** Issues a token, in 20 ms. */
  readonly exchange: () => Promise<string>;
  /** Ends every token. */
  readonly revoke: () => void;
  /** How often a token was issued. */
  readonly exchanges: number;
  /** How many requests the API got. */
  readonly requests: number;
}

/** How long an exchange takes each way, in ms. */
const exchangeTime = 10;
/** How long a request takes to the API, in ms: a token may be revoked while it is on its way. */
const travelTime = 20;

export const baseURL = "https://api.example.com/v1";

export function startService({ revokesPrevious = false, always, delay }: ServiceOptions = {}): Service {
  const valid = new Set<string>();
  let exchanges = 0;
  let requests = 0;
  let refusals = 0;

  async function exchange(): Promise<string> {
    const token = `token-${++exchanges}`;
    await sleep(exchangeTime);
    if (revokesPrevious) valid.clear();
    valid.add(token);
    await sleep(exchangeTime);
    return token;
  }

  async function answer(headers: Headers): Promise<Response> {
    requests++;
    await sleep(travelTime);
    const [, token = ""] = headers.get("authorization")?.split(" ") ?? [];
    const status = always ?? (valid.has(token) ? 200 : 401);
    if (status === 200) return Response.json({ data: [] });
    await sleep(delay?.(refusals++) ?? 0);
    return Response.json({ error: { message: "refused" } }, { status });
  }

  return {
    async fetch(input, init) {
      const request = input instanceof Request ? input : undefined;
      const { pathname } = new URL(request?.url ?? `${input}`);
      if (!pathname.endsWith("/token")) return answer(new Headers(init?.headers ?? request?.headers));
      return Response.json({
        access_token: await exchange(),
        token_type: "Bearer",
        issued_token_type: "urn:ietf:params:oauth:token-type:access_token",
        expires_in: 3600,
      });
    },
    exchange,
    revoke: () => valid.clear(),
    get exchanges() {
      return exchanges;
    },
    get requests() {
      return requests;
    },
  };
}
