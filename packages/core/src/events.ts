import type { AuthEvent } from "./types.ts";

/** Tells a listener; what it throws is its own affair. */
export function emit(listener: ((event: AuthEvent) => void) | undefined, event: AuthEvent): void {
  try {
    listener?.(event);
  } catch {
    // A listener changes nothing.
  }
}
