import type { KeyboardEvent } from "react";

/** Enter sends; Shift+Enter begins a line, and the Enter that ends an input method's word does neither. */
export function sends({ key, shiftKey, nativeEvent }: KeyboardEvent): boolean {
  return key === "Enter" && !shiftKey && !nativeEvent.isComposing;
}
