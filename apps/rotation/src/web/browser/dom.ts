/** All elements that a selector finds, as HTML. */
export const all = (selector: string): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(selector)];

/** The one element that a selector finds. */
export function one<E extends Element>(selector: string, within: ParentNode = document): E {
  const element = within.querySelector<E>(selector);
  if (element === null) throw new Error(`The page has no ${selector}.`);
  return element;
}

/** Puts text into an element, unless it is there. */
export function write(selector: string, text: string, within?: ParentNode): void {
  const element = one(selector, within);
  if (element.textContent !== text) element.textContent = text;
}

/** 1234567 as 1,234,567. */
export const grouped = (value: number): string => value.toLocaleString("en-US");
