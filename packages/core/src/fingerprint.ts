let salt: number | undefined;

/**
 * Eight hex digits that tell keys apart within this process. The hash is salted at random and far shorter
 * than a key, so it says nothing about the key anywhere else.
 */
export function fingerprint(key: string): string {
  salt ??= Math.random() * 2 ** 32;
  let hash = salt;
  // FNV-1a, from a random start.
  for (const character of key) hash = Math.imul(hash ^ character.charCodeAt(0), 0x1000193);
  return (hash + 2 ** 32).toString(16).slice(-8);
}
