import type { AdapterDriver, Call, Changes } from "./driver.ts";

/** A client as the cases see it, whatever SDK it is of. */
export interface Subject {
  /** The SDK's own object. */
  readonly client: unknown;
  chat(call?: Partial<Call>): Promise<string>;
  stream(call?: Partial<Call>): Promise<string>;
  pieces(call?: Partial<Call>): AsyncIterable<string>;
  upload(file: Blob | ReadableStream<Uint8Array>): Promise<unknown>;
  absolute(url: string): Promise<unknown>;
  download(url: string): Promise<unknown>;
  derive(changes: Changes): Subject;
  placeholder(): string;
  /** All kinds of calls, by name, `chat` and `stream` included. */
  readonly kinds: Readonly<Record<string, () => Promise<unknown>>>;
}

const prompt = "How many keys does it take to open a door that has no lock";

export function subjectOf<Client>(driver: AdapterDriver<Client>, client: Client): Subject {
  const pieces = (call?: Partial<Call>) => driver.stream(client, { prompt, ...call });
  const chat = async (call?: Partial<Call>) => await driver.chat(client, { prompt, ...call });
  const stream = async (call?: Partial<Call>) => {
    let text = "";
    for await (const piece of pieces(call)) text += piece;
    return text;
  };
  const calls = Object.entries(driver.calls ?? {}).map(([name, use]) => [
    name,
    async () => await use(client, { prompt }),
  ]);
  return {
    client,
    chat,
    stream,
    pieces,
    upload: async (file) => await driver.upload?.(client, file, { prompt }),
    absolute: async (url) => await driver.absolute?.(client, url),
    download: async (url) => await driver.download?.(client, url),
    derive: (changes) => subjectOf(driver, driver.derive?.(client, changes) ?? client),
    placeholder: () => driver.placeholder?.(client) ?? "",
    kinds: { chat, stream, ...Object.fromEntries(calls) },
  };
}
