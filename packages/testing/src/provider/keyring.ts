import { checkKey } from "../loopback/check.ts";
import { random } from "../loopback/random.ts";

/** The keys that a provider accepts, and those that it was told to refuse. */
export interface Keyring {
  /** The key made last. */
  readonly newest: string;
  has(key: string): boolean;
  revoked(key: string): boolean;
  add(key?: string): string;
  revoke(key: string): void;
  revokeAll(): void;
}

export function createKeyring(keys: readonly string[] = [random("test-key-")]): Keyring {
  if (!Array.isArray(keys) || keys.length === 0) {
    throw new TypeError(
      "startProvider({ keys }) must list at least one key. Leave it out to have a random one.",
    );
  }
  const valid = new Set(keys.map((key) => checkKey("startProvider({ keys })", key)));
  const refused = new Set<string>();
  let newest = keys.at(-1) ?? "";
  const revoke = (key: string) => {
    valid.delete(key);
    refused.add(key);
  };
  return {
    get newest() {
      return newest;
    },
    has: (key) => valid.has(key),
    revoked: (key) => refused.has(key),
    add(key = random("test-key-")) {
      newest = checkKey("addKey(key)", key);
      refused.delete(newest);
      valid.add(newest);
      return newest;
    },
    revoke,
    revokeAll: () => [...valid].forEach(revoke),
  };
}
