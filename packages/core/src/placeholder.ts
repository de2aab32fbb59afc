import type { Auth } from "./types.ts";

/** How every placeholder begins. */
const prefix = "valetkey-placeholder-";

/** The placeholders of auths without an `id`: one each, so that rebuilt clients keep their cache keys. */
const unnamed = new WeakMap<Auth, string>();

/** What an SDK holds instead of the key: printable ASCII that says what it is. */
export function placeholderOf(auth: Auth): string {
  if (auth.id) return prefix + encodeURIComponent(auth.id);
  const placeholder = unnamed.get(auth) ?? prefix + randomId();
  unnamed.set(auth, placeholder);
  return placeholder;
}

/** On Workers nothing random may be made outside a request; a client made there should have an `id`. */
function randomId(): string {
  try {
    return crypto.randomUUID();
  } catch {
    return Math.random().toString(36).slice(2);
  }
}

/** The same auth with some of it changed, and the same placeholder: to an SDK's caches it is still the one it was. */
export function deriveAuth<C extends Partial<Auth>>(auth: Auth, changes: C): Auth & C {
  const derived = { ...auth, ...changes };
  if (!derived.id) unnamed.set(derived, placeholderOf(auth));
  return derived;
}
