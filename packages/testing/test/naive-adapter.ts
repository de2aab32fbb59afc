import type { Auth, HeaderValues, Source } from "@valetkey/core";
import OpenAI, { type ClientOptions } from "openai";

/** What one writes on the first day: the SDK's key function, and a `fetch` that sets every header on everything. */
export function naive(auth: Auth, options: ClientOptions): OpenAI {
  const { key } = auth;
  const { fetch: send = globalThis.fetch } = options;
  const lists = Array.isArray(auth.headers) ? auth.headers : [auth.headers ?? {}];
  const ask = async (source: Source<string>) => (await source({})) as string;
  return new OpenAI({
    ...(auth.baseURL && { baseURL: auth.baseURL }),
    ...options,
    apiKey: typeof key === "function" ? () => ask(key) : (key ?? "none"),
    async fetch(input, init) {
      const headers = new Headers(init?.headers);
      if (typeof key === "function") headers.set("authorization", `Bearer ${await ask(key)}`);
      for (const each of lists) {
        const values: HeaderValues = typeof each === "function" ? await each({}) : each;
        for (const [name, value] of Object.entries(values)) headers.set(name, value);
      }
      return await send(input, { ...init, headers });
    },
  });
}
