import { fingerprint } from "./fingerprint.ts";
import { nameOf } from "./key.ts";
import type { Part } from "./part.ts";
import { retryAfter } from "./retry-after.ts";
import type { AuthEvent } from "./types.ts";
import { recoverOn } from "./verbs.ts";

/** Tells the sources what became of their credentials; answers the first that was refused. */
export function judge(
  response: Response,
  credentials: readonly Part[],
  tell: (event: AuthEvent) => void,
): Part | undefined {
  const { status } = response;
  let refused: Part | undefined;
  for (const part of credentials) {
    const { source, key = "" } = part;
    if (status < 400 || !recoverOn(source).includes(status)) continue;
    refused ??= part;
    part.rejected = key;
    tell({ type: "rejected", source: nameOf(source), reason: `${status}`, fingerprint: fingerprint(key) });
    source.invalidate?.(key, { status, retryAfter: retryAfter(response.headers) });
  }
  // Neither a refusal of some kind nor a redirect nor a broken server says anything about a key.
  if (!refused && /^(2|4(?!0[137]))/.test(`${status}`))
    for (const { source, key = "" } of credentials) source.accept?.(key);
  return refused;
}
