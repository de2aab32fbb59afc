import { ask, inside, outside, type Saboteur, saboteur, withAuth } from "./saboteur.ts";

/** Those that report a failure in the wrong words, or show what they should not. */
export const withErrors = (): readonly Saboteur[] => [
  saboteur(
    "throws every failure of a source",
    outside((adapted) => async (input, init) => {
      const response = await adapted(input, init);
      if (response.headers.has("x-should-retry")) throw new Error("no key");
      return response;
    }),
    "reports a failure of",
    "a key that cannot stand in a header",
    "a tenant that cannot be named",
    "to an address elsewhere",
    "refuses to take the key to the base URL",
  ),
  saboteur(
    "answers every failure of a source with a 401",
    outside((adapted) => async (input, init) => {
      try {
        return await adapted(input, init);
      } catch {
        return Response.json({}, { status: 401, headers: { "x-should-retry": "false" } });
      }
    }),
    "the SDK's own back-off",
    "no retry left",
  ),
  saboteur(
    "repeats a bad key",
    withAuth(({ key, ...auth }) => ({
      ...auth,
      async key() {
        const value = `${await ask(key)}`;
        return /\s/.test(value) ? Promise.reject(new TypeError(`${value} is no key`)) : value;
      },
    })),
    "a key that cannot stand in a header",
  ),
  saboteur(
    "logs the key",
    inside((inner) => (input, init) => {
      process.stderr.write(`> ${new Headers(init?.headers).get("authorization")}\n`);
      return inner(input, init);
    }),
    "whatever is printed",
  ),
  saboteur(
    "keeps the key in the error of a broken connection",
    inside((inner) => async (input, init) => {
      try {
        return await inner(input, init);
      } catch (error) {
        throw Object.assign(error as Error, { request: { headers: init?.headers } });
      }
    }),
    "whatever is printed",
  ),
  saboteur(
    "keeps the key on the client, where few look",
    (auth, options) => {
      const kept = { key: "" };
      const client = inside((inner) => (input, init) => {
        kept.key = new Headers(init?.headers).get("authorization") ?? "";
        return inner(input, init);
      })(auth, options);
      return Object.defineProperty(client, Symbol("kept"), { value: kept });
    },
    "whatever is printed",
  ),
];
