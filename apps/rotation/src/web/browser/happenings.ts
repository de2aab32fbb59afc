import type { Happening } from "../news.ts";
import { sentence } from "./controls.ts";
import { one } from "./dom.ts";

const shown = 6;
const list = one<HTMLOListElement>("#happenings");

/** The latest first, and how long ago each was. */
export function listHappenings(happenings: readonly Happening[], now: number): void {
  const latest = happenings.slice(-shown).reverse();
  list.replaceChildren(
    ...latest.map(({ at, text }) => {
      const time = document.createElement("span");
      time.textContent = `${Math.max(0, Math.round((now - at) / 1000))} s ago`;
      const item = document.createElement("li");
      item.append(time, ` ${sentence(text)}`);
      return item;
    }),
  );
}
