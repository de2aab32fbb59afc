/**
 * Refuses options that cannot be, when something is made rather than at the first request.
 *
 * @throws TypeError naming the option.
 */
export function check(type: "function" | "number", options: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(options)) {
    const isRight =
      typeof value === type &&
      (type === "function" || ((value as number) >= 0 && (value as number) < Infinity));
    if (value !== undefined && !isRight)
      throw new TypeError(`${name} has to be ${type === "number" ? "a number, 0 or more" : "a function"}.`);
  }
}
