import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "@valetkey/core";
import { type Provider, startProvider, startTokenIssuer, type TokenIssuer } from "@valetkey/testing";

/** An issuer and the provider that takes its keys. Every client has its own: one key at a time is valid in it. */
export interface Account extends AsyncDisposable {
  readonly issuer: TokenIssuer;
  readonly provider: Provider;
  /** How long its keys live, in seconds. */
  readonly lifetime: number;
  /** By which its client tells whether a key has expired. */
  readonly clock: Clock & { skip(seconds: number): void };
}

/** How long things take, in ms: what a loopback server lacks to be like the real ones. */
const delays = { exchange: 60, answer: 40, word: 20 };

/** Its keys live so many seconds, and issuing one revokes the one before. */
export async function openAccount(lifetime: number): Promise<Account> {
  const issuer = await startTokenIssuer({ lifetime, revokePrevious: true });
  const provider = await startProvider({ issuer });
  issuer.slow({ delay: delays.exchange });
  provider.slow({ delay: delays.answer, chunkDelay: delays.word });
  let skipped = 0;
  return {
    issuer,
    provider,
    lifetime,
    clock: {
      now: () => Date.now() + skipped,
      monotonic: () => performance.now() + skipped,
      skip(seconds) {
        skipped += seconds * 1000;
      },
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([issuer.close(), provider.close()]);
    },
  };
}

/** Time jumps to the end of its key's life: the provider refuses the key, and the client can tell. */
export function expireKey({ issuer, clock, lifetime }: Account): void {
  clock.skip(lifetime);
  issuer.revoke();
}

/**
 * Revokes the key that the provider accepted last, as one does with a key seen in the wrong place. If that key has
 * been replaced by now, it waits for the next one to be accepted, but not longer than a second. Answers whether it revoked one.
 */
export async function revokeKeyInUse({ issuer, provider }: Account): Promise<boolean> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const key = provider.requests.findLast(({ status }) => status === 200)?.key;
    if (key !== undefined && (await issuer.accepts(key))) {
      issuer.revoke(key);
      return true;
    }
    await sleep(10);
  }
  return false;
}
