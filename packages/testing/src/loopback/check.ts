/** The argument when it is a finite number of at least `minimum`; otherwise a TypeError that names the option. */
export function checkNumber(name: string, value: number, minimum: number, unit: string): number {
  if (typeof value === "number" && value >= minimum && Number.isFinite(value)) return value;
  throw new TypeError(`${name} must be a number of ${unit}, at least ${minimum}; got ${describe(value)}.`);
}

/** As `checkNumber`, for whole numbers; `Infinity` stands for "always" where it is allowed. */
export function checkCount(name: string, value: number, minimum: number, always = false): number {
  if (Number.isSafeInteger(value) && value >= minimum) return value;
  if (always && value === Number.POSITIVE_INFINITY) return value;
  const also = always ? ", or Infinity" : "";
  throw new TypeError(
    `${name} must be a whole number of at least ${minimum}${also}; got ${describe(value)}.`,
  );
}

/** A key as it can stand in a header: visible ASCII without spaces. The message never repeats it. */
export function checkKey(name: string, value: string): string {
  if (typeof value === "string" && /^[\x21-\x7e]+$/.test(value)) return value;
  throw new TypeError(
    `${name} must be a non-empty string of visible ASCII characters without spaces; got ${typeof value}. ` +
      "Leave it out to have a random one made.",
  );
}

/** A header name in lower case. */
export function checkHeaderName(name: string, value: string): string {
  if (typeof value === "string" && /^[\w!#$%&'*+.^`|~-]+$/.test(value)) return value.toLowerCase();
  throw new TypeError(`${name} must be a header name such as "x-gateway-key"; got ${describe(value)}.`);
}

/** A function, or nothing. */
export function checkFunction(name: string, value: unknown): void {
  if (value === undefined || typeof value === "function") return;
  throw new TypeError(`${name} must be a function; got ${describe(value)}.`);
}

/** A port number, or nothing. */
export function checkPort(name: string, port = 0): number {
  if (checkCount(name, port, 0) <= 65_535) return port;
  throw new TypeError(`${name} must be at most 65535; got ${port}. Leave it out to take a free one.`);
}

function describe(value: unknown): string {
  return typeof value === "object" && value !== null ? "an object" : `${typeof value} ${String(value)}`;
}
