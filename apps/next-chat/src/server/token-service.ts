import type { Account } from "./account.ts";

/** A new key of the account: the client credentials grant of OAuth 2 (RFC 6749, 4.4). */
export async function exchange(
  { tokenEndpoint, ...account }: Account,
  signal?: AbortSignal,
): Promise<{ value: string; expiresIn: number }> {
  const response = await post(tokenEndpoint, account, { grant_type: "client_credentials" }, signal);
  const { access_token: value, expires_in: expiresIn } = await response.json();
  return { value, expiresIn };
}

/** Ends a key's life at the token service (RFC 7009). */
export async function revoke({ revocationEndpoint, ...account }: Account, key: string): Promise<void> {
  await post(revocationEndpoint, account, { token: key });
}

async function post(
  endpoint: string,
  { clientId, clientSecret }: Pick<Account, "clientId" | "clientSecret">,
  fields: Record<string, string>,
  signal?: AbortSignal,
): Promise<Response> {
  const credentials = { client_id: clientId, client_secret: clientSecret };
  const body = new URLSearchParams({ ...fields, ...credentials });
  const response = await fetch(endpoint, { method: "POST", body, signal: signal ?? null, cache: "no-store" });
  if (response.ok) return response;
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  // By `status` and `retryAfter` Valet Key decides whether, and when, to ask again.
  throw Object.assign(new Error(`The token service answered ${response.status}.`), {
    status: response.status,
    ...(seconds >= 0 && { retryAfter: seconds * 1000 }),
  });
}
