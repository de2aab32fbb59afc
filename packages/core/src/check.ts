/**
 * Refuses options that cannot be, when something is made rather than at the first request.
 *
 * @throws TypeError naming the option.
 */
export function check<O extends object>(
  options: O,
  type: "function" | "number",
  ...names: (keyof O & string)[]
): void {
  for (const name of names) {
    const value: unknown = options[name];
    const isRight = typeof value === type && (type === "function" || (value as number) >= 0);
    if (value === undefined || isRight) continue;
    throw new TypeError(`${name} has to be a ${type}${type === "number" ? ", 0 or more" : ""}.`);
  }
}
