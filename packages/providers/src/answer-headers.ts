/** The headers of an answer, as SDKs give them. */
export type AnswerHeaders = Headers | Readonly<Record<string, string | undefined>>;

/** Reads headers by name; what is missing, empty or not what it should be is undefined. */
interface Reader {
  text(name: string): string | undefined;
  number(name: string): number | undefined;
  json(name: string): unknown;
}

/** A reader of names that all begin alike. */
export function readerOf(headers: AnswerHeaders, prefix: string): Reader {
  const all =
    headers instanceof Headers ? headers : new Headers(Object.entries(headers).map(([k, v]) => [k, v ?? ""]));
  const text = (name: string) => all.get(prefix + name)?.trim() || undefined;
  return {
    text,
    number(name) {
      const value = Number(text(name) ?? Number.NaN);
      return Number.isFinite(value) ? value : undefined;
    },
    json(name) {
      try {
        return JSON.parse(text(name) ?? "");
      } catch {
        return undefined;
      }
    },
  };
}

/** What there is of some values, without those that are undefined. */
export const present = <T extends object>(values: { readonly [K in keyof T]-?: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
