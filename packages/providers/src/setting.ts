import { env } from "@valetkey/core";

/**
 * Options as they are, if they are options at all.
 *
 * @throws TypeError for anything but an object.
 */
export function optionsOf<O extends object>(owner: string, options: O): O {
  if (typeof options === "object" && options !== null && !Array.isArray(options)) return options;
  throw new TypeError(`${owner}: pass an object with options.`);
}

/**
 * An option that is no secret: as given, else from the first of its environment variables that is set. Read when
 * the preset is made, since an address has to be known by then.
 */
export function optional(
  owner: string,
  name: string,
  value: string | undefined,
  variables: readonly string[] = [],
): string | undefined {
  if (value !== undefined && (typeof value !== "string" || value.trim() === ""))
    throw new TypeError(`${owner}: ${name} has to be a text.`);
  // The environment is read without waiting.
  return value?.trim() ?? (variables.map((each) => env(each)({})).find(Boolean) as string | undefined);
}

/**
 * The same, for what there has to be.
 *
 * @throws TypeError naming the variables and the option.
 */
export function required(
  owner: string,
  name: string,
  value: string | undefined,
  variables: readonly string[] = [],
): string {
  const text = optional(owner, name, value, variables);
  if (text !== undefined) return text;
  throw new TypeError(
    `${owner}: ${[...variables.map((each) => `set ${each}`), `pass ${name}`].join(" or ")}.`,
  );
}

/**
 * A text that becomes part of a host's name, and so must not be able to lead to another host.
 *
 * @throws TypeError naming the option.
 */
export function hostPart(owner: string, name: string, value: string): string {
  if (typeof value === "string" && /^[a-z\d]([\w.-]*[a-z\d])?$/i.test(value)) return value;
  throw new TypeError(`${owner}: ${name} has to consist of letters, digits, dots, hyphens and underscores.`);
}

/** A text that becomes one part of a path, whatever it consists of. */
export function pathPart(owner: string, name: string, value: string): string {
  if (/^\.{1,2}$/.test(value)) throw new TypeError(`${owner}: ${name} cannot be dots alone.`);
  return encodeURIComponent(value);
}

/**
 * An address as presets give it: absolute, without a slash at its end, so that `${baseURL}/models` is right.
 *
 * @throws TypeError naming the option, never showing the address, which may hold a password.
 */
export function checkAddress(owner: string, name: string, address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isPlain = url && !url.username && !url.password && !url.search && !url.hash;
  if (typeof address === "string" && isPlain && /^https?:$/.test(url.protocol))
    return address.trim().replace(/\/+$/, "");
  throw new TypeError(
    `${owner}: ${name} has to be an http or https address without user, query or fragment.`,
  );
}

/** A host as people write it into variables, with or without `https://`. */
export const withScheme = (host: string, scheme = "https"): string =>
  /^[a-z]+:\/\//i.test(host) ? host : `${scheme}://${host}`;
