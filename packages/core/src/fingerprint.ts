let salt: number | undefined;

/**
 * Eight hex digits that tell keys apart within this process. The hash is salted at random and far shorter
 * than a key, so it says nothing about the key anywhere else.
 */
export function fingerprint(key: string): string {
  // Not at import: on Workers nothing random may be made outside a request.
  salt ??= crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  let hash = salt;
  for (let index = 0; index < key.length; index++) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x5bd1e995);
    hash ^= hash >>> 15;
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}
