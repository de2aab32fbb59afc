import { AuthError } from "@valetkey/core";

/** Where a field puts what it made of its option. */
interface Sink {
  /** Takes a header, if its name and value can be sent. */
  put(header: string, value: string): void;
  /** Throws an error that names the header and never its value. */
  refuse(header: string, problem: string): never;
}

/** How an option becomes headers. */
export type Field<T> = (value: T, sink: Sink) => void;

/** The vocabulary of a vendor: a field for each option, in the vendor's order. */
export type Fields<O> = { readonly [K in keyof O]-?: Field<NonNullable<O[K]>> };

/** Many servers, Node's among them, answer 431 above 16 KiB; the rest is for the SDK's own headers. */
const mostBytes = 15_000;

/**
 * Options as headers in the vendor's spelling. Pure: the same options give the same headers, all values are
 * strings, and what is left out, `undefined` or blank gives none.
 *
 * @throws AuthError `headers_invalid` for what cannot be sent; TypeError for an option that there is not.
 */
export function buildHeaders<O extends object>(
  owner: string,
  fields: Fields<O>,
  options: O,
): Record<string, string> {
  const headers: Record<string, string> = {};
  const names = new Set<string>();
  let bytes = 0;
  const sink: Sink = {
    refuse(header, problem) {
      throw new AuthError("headers_invalid", `${owner}: ${header} ${problem}.`);
    },
    put(header, value) {
      if (!/^[\w!#$%&'*+.^`|~-]+$/.test(header))
        sink.refuse("a header's name", "has a character that none may have");
      if (typeof value !== "string") sink.refuse(header, "has to be a text");
      const index = value.search(/[^ -~]/);
      const point = value.codePointAt(index)?.toString(16).padStart(4, "0").toUpperCase();
      if (index >= 0) sink.refuse(header, `has U+${point} at index ${index}, and only ASCII can be sent`);
      if (names.has(header.toLowerCase())) sink.refuse(header, "is given twice");
      names.add(header.toLowerCase());
      bytes += header.length + value.length + 4;
      if (bytes > mostBytes) sink.refuse(header, `makes the headers larger than ${mostBytes} bytes`);
      headers[header] = value;
    },
  };
  if (typeof options !== "object" || options === null || Array.isArray(options))
    throw new TypeError(`${owner}: pass an object with options.`);
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(fields, name));
  if (unknown) throw new TypeError(`${owner}: there is no option ${unknown}.`);
  for (const name of Object.keys(fields) as (keyof O)[]) {
    const value = options[name] ?? undefined;
    if (value !== undefined) fields[name](value as NonNullable<O[keyof O]>, sink);
  }
  return headers;
}
