import { type CachedSource, cached, env, firstOf, type KeySource, scoped } from "@valetkey/ai-sdk";
import { accountOf } from "./account.ts";
import { activityOf } from "./activity.ts";
import { once } from "./once.ts";
import { signedInUser } from "./session.ts";
import { exchange, revoke } from "./token-service.ts";

/** The key of whoever is signed in. Nobody signed in, no key: there is none for everybody. */
export const key: KeySource = scoped(async () => (await signedInUser())?.id, keyOf);

const keys = once("keys", () => new Map<string, CachedSource<string>>());

/** The user's own source, made once: from the token service if the user has an account there. */
function keyOf(userId: string): CachedSource<string> {
  const existing = keys.get(userId);
  if (existing) return existing;
  const account = accountOf(userId);
  const source = account
    ? cached(({ signal }) => exchange(account, signal), options(userId))
    : cached(firstOf(env(`OPENAI_API_KEY_${userId.toUpperCase()}`), env("OPENAI_API_KEY")), options(userId));
  keys.set(userId, source);
  return source;
}

function options(userId: string) {
  return { name: `the key of ${userId}`, onEvent: activityOf(userId).record };
}

/** Revokes the user's key at the token service, by surprise: nothing here is told. False if there is none. */
export async function revokeKey(userId: string): Promise<boolean> {
  const account = accountOf(userId);
  const { fingerprint, isSpent } = activityOf(userId).snapshot();
  if (account === undefined || fingerprint === undefined || isSpent) return false;
  const value = await keyOf(userId)();
  await revoke(account, value);
  activityOf(userId).noteRevocation();
  return true;
}
