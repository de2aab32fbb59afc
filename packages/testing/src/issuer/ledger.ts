import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from "jose";

/** The tokens that were issued, which of them still count, and the proof of each. */
export interface Ledger {
  issued(token: string): void;
  revoke(token?: string): void;
  accepts(token: string): Promise<boolean>;
}

/** What a token must say. */
export interface LedgerOptions {
  readonly jwks: JSONWebKeySet;
  readonly issuer: () => string;
  readonly audience: string;
  /** In ms, from the moment of issue. */
  readonly lifetime: number;
  readonly revokePrevious: boolean;
}

export function createLedger(options: LedgerOptions): Ledger {
  const { issuer, audience, lifetime, revokePrevious } = options;
  const keySet = createLocalJWKSet(options.jwks);
  const expirations = new Map<string, number>();
  return {
    issued(token) {
      if (revokePrevious) expirations.clear();
      expirations.set(token, Date.now() + lifetime);
    },
    revoke(token) {
      if (token === undefined) expirations.clear();
      else expirations.delete(token);
    },
    async accepts(token) {
      try {
        // `exp` has whole seconds, cut off: alone it would end a token's life up to a second too early. The
        // ledger knows the moment, so that a token lives as long as `expires_in` promised.
        await jwtVerify(token, keySet, { issuer: issuer(), audience, clockTolerance: 1 });
      } catch {
        return false;
      }
      return Date.now() < (expirations.get(token) ?? 0);
    },
  };
}
