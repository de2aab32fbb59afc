import { eachHeader } from "../header-values.ts";
import type { HeaderValues } from "../types.ts";

/** A header that was written, and what it was before. */
export interface Written {
  readonly name: string;
  readonly before: string | null;
}

/** Writes a source's headers, except where the caller has one that is his own. */
export function write(
  values: HeaderValues,
  source: object,
  headers: Headers,
  written: Written[],
  replaceable: readonly string[],
): void {
  eachHeader(values, source, (name, value) => {
    const before = headers.get(name);
    const isCallers = before !== null && !written.some((each) => each.name === name);
    if (isCallers && !replaceable.includes(name)) return;
    written.push({ name, before });
    headers.set(name, value);
  });
}

/** Takes back what was written. */
export function restore(headers: Headers, written: readonly Written[]): Headers {
  for (const { name, before } of written.toReversed()) {
    if (before === null) headers.delete(name);
    else headers.set(name, before);
  }
  return headers;
}
