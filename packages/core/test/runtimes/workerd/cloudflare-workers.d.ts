/** What workerd adds, as far as it is used here. */
declare module "cloudflare:workers" {
  /** Keeps the request that calls it alive until this is settled. */
  export function waitUntil(promise: Promise<unknown>): void;
}
