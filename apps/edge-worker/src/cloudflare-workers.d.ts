/** What workerd adds, as far as it is used here; `wrangler types` writes the whole of it for a worker of yours. */
declare module "cloudflare:workers" {
  /** The bindings. */
  export const env: Readonly<
    Record<"PROVIDER_URL" | "TOKEN_ENDPOINT" | "CLIENT_ID" | "CLIENT_SECRET", string>
  >;
  /** Keeps the request that calls it alive until this is settled. */
  export function waitUntil(promise: Promise<unknown>): void;
}
