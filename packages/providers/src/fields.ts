import type { Field } from "./build-headers.ts";

/** A text as it is; a blank one is left out. */
export const text =
  <T extends string = string>(header: string): Field<T> =>
  (value, { put }) => {
    if (typeof value !== "string" || value.trim() !== "") put(header, value);
  };

/** A number in decimal, of the given range. */
export const number =
  (header: string, range: { least?: number; most?: number; whole?: boolean } = {}): Field<number> =>
  (value, { put, refuse }) => {
    const { least = 0, most = Number.MAX_SAFE_INTEGER, whole = true } = range;
    const isRight = typeof value === "number" && value >= least && value <= most;
    if (!isRight || (whole && !Number.isInteger(value))) {
      const words = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `${least} to ${most}`;
      refuse(header, `has to be a ${whole ? "whole " : ""}number, ${words}`);
    }
    put(header, String(value));
  };

/** `true` or `false`. */
export const flag =
  (header: string): Field<boolean> =>
  (value, { put, refuse }) =>
    put(header, typeof value === "boolean" ? String(value) : refuse(header, "has to be true or false"));

/** `true`, and nothing for `false`: for headers whose mere presence counts. */
export const onlyTrue =
  (header: string): Field<boolean> =>
  (value, sink) => {
    if (value !== false) flag(header)(value, sink);
  };

/** One of a few words. */
export const oneOf =
  <T extends string>(header: string, words: readonly T[]): Field<T> =>
  (value, { put, refuse }) => {
    if (!words.includes(value)) refuse(header, `has to be ${words.map((word) => `"${word}"`).join(" or ")}`);
    put(header, value);
  };

/** Texts, trimmed and joined by commas; blank ones are left out, and a comma inside one would make two of it. */
export const list =
  (
    header: string,
    options: { most?: number; pattern?: RegExp; words?: string } = {},
  ): Field<readonly string[]> =>
  (value, { put, refuse }) => {
    const { most = Number.POSITIVE_INFINITY, pattern, words } = options;
    if (!Array.isArray(value) || value.some((item) => typeof item !== "string"))
      refuse(header, "has to be a list of texts");
    const items = value.map((item) => item.trim()).filter(Boolean);
    if (items.some((item) => item.includes(","))) refuse(header, "has an element with a comma");
    if (items.some((item) => pattern?.test(item) === false))
      refuse(header, `has an element that is not ${words}`);
    if (items.length > most) refuse(header, `has more than ${most} elements`);
    if (items.length > 0) put(header, items.join(","));
  };

/** What JSON has to be before it is written, and how it is written. */
interface JsonOptions {
  /** `"object"` (default) or `"list"`. */
  readonly shape?: "object" | "list";
  /** What each value in it has to be; the words say it. */
  readonly each?: readonly [isRight: (value: unknown) => boolean, words: string];
  readonly write?: (text: string) => string;
}

/** JSON in ASCII; without anything in it, nothing. */
export const json =
  <T extends object>(header: string, options: JsonOptions = {}): Field<T> =>
  (value, { put, refuse }) => {
    const { shape = "object", each, write = (text) => text } = options;
    let written: string | undefined;
    try {
      written = JSON.stringify(value);
    } catch {
      // What JSON.stringify says may show what is in it.
      refuse(header, "cannot be written as JSON");
    }
    // A date, for instance, is an object and becomes a text.
    if (written?.[0] !== (shape === "object" ? "{" : "["))
      refuse(header, shape === "object" ? "has to be an object" : "has to be a list");
    const values = Object.values(value).filter((item) => item !== undefined);
    if (each && !values.every(each[0])) refuse(header, `has a value that is not ${each[1]}`);
    if (written && written.length > 2) put(header, write(asciiJson(written)));
  };

/** JSON with everything outside ASCII escaped: headers are bytes, and most servers read them as Latin-1. */
const asciiJson = (text: string): string =>
  text.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** One header for each entry, its name between a prefix and a suffix; what is `undefined` is left out. */
export const each =
  (prefix: string, suffix = ""): Field<Readonly<Record<string, string | undefined>>> =>
  (value, { put, refuse }) => {
    if (typeof value !== "object" || Array.isArray(value))
      refuse(`${prefix}…${suffix}`, "has to be an object of texts");
    for (const [name, item] of Object.entries(value))
      if (item !== undefined) put(prefix + name + suffix, item);
  };

/** An absolute http or https address, without a slash at its end. */
export const address =
  (header: string): Field<string> =>
  (value, { put, refuse }) => {
    const url = URL.canParse(value) ? new URL(value) : undefined;
    if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash)
      refuse(header, "has to be an http or https address without user, query or fragment");
    put(header, value.replace(/\/+$/, ""));
  };
