import { styleText } from "node:util";

/** Colours that show on light and dark backgrounds; plain text without a terminal or with NO_COLOR. */
export function paint(style: "bold" | "dim" | "green" | "red", text: string): string {
  return styleText(style, text);
}
