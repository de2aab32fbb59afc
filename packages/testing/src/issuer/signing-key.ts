import { exportJWK, generateKeyPair, type JWK } from "jose";
import { random } from "../loopback/random.ts";

/** The algorithm of every token. */
export const ALGORITHM = "ES256";

/** A new signing key, private and public. */
export async function createSigningKey(): Promise<{ privateJwk: JWK; publicJwk: JWK }> {
  const pair = await generateKeyPair(ALGORITHM, { extractable: true });
  const description = { kid: random("test-signing-key-"), use: "sig", alg: ALGORITHM };
  return {
    privateJwk: { ...(await exportJWK(pair.privateKey)), ...description },
    publicJwk: { ...(await exportJWK(pair.publicKey)), ...description },
  };
}
