import type { Auth } from "./types.ts";

const prefix = "valetkey-placeholder-";

/** The placeholders of auths without an `id`: one each, so that rebuilt clients keep their cache keys. */
const unnamed = new WeakMap<Auth, string>();

/** What an SDK holds instead of the key: printable ASCII that says what it is. */
export function placeholderOf(auth: Auth): string {
  if (auth.id !== undefined) return prefix + encodeURIComponent(auth.id);
  const known = unnamed.get(auth) ?? prefix + randomId();
  unnamed.set(auth, known);
  return known;
}

/** On Workers nothing random may be made outside a request; a client made there should have an `id`. */
function randomId(): string {
  try {
    return crypto.randomUUID();
  } catch {
    return `${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`;
  }
}

/** The prefix before the placeholder in a header's value, if it is there: `"Bearer "` or nothing. */
export function prefixOf(value: string, placeholder: string): string | undefined {
  if (!value.endsWith(placeholder)) return undefined;
  const before = value.slice(0, -placeholder.length);
  return before === "" || before.endsWith(" ") ? before : undefined;
}
