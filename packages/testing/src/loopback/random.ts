import { randomBytes } from "node:crypto";

/** `prefix` and 24 random hex digits: unguessable, and plainly not a real credential. */
export function random(prefix: string): string {
  return `${prefix}${randomBytes(12).toString("hex")}`;
}
