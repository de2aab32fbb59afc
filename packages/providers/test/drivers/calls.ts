import type { Auth } from "@valetkey/core";

/** What an application asks. It takes headers of its own; one that cannot has no parameter. */
export type Call = (headers?: Record<string, string>) => Promise<unknown>;

/** What an application does with a client, by name. */
export type Calls = Readonly<Record<string, Call>>;

/** Makes a client of an auth, as an application would, and says what it can do. */
export type Driver = (auth: Auth & { baseURL: string }) => Calls;

export const model = "gpt-5";
export const messages: [{ role: "user"; content: string }] = [{ role: "user", content: "Hello there" }];

/** Reads a stream to its end. */
export async function read(stream: AsyncIterable<unknown>): Promise<number> {
  let chunks = 0;
  for await (const _chunk of stream) chunks++;
  return chunks;
}
