import { AzureOpenAI, type OpenAI } from "openai";
import { asTheyAre } from "./drop-in.ts";

/** What the SDK's WebSockets use of a client without documenting it. */
interface Internals {
  apiKey: string | null;
  _callApiKey?(capture?: (key: string) => void): Promise<boolean>;
  _buildWebSocketHeaders?(authHeaders: object, removed?: Set<string>): Record<string, string>;
  withOptions(options: object): Internals;
}

/** To AzureOpenAI what a function returns is an Entra token; its `api-key` has to be a string. */
export const hasStringKey = (client: OpenAI, scheme: unknown): boolean =>
  client instanceof AzureOpenAI && scheme !== "bearer";

/**
 * A client for one connection, which holds the key. It is the one in `headers`, with the other headers of the
 * auth, until the SDK reconnects and asks for it again.
 */
export async function connectionClient<C extends OpenAI>(
  client: C,
  isString: boolean,
  headers: () => Promise<Headers>,
): Promise<C> {
  let added: Record<string, string> = {};
  const key = async () => {
    const slot = isString ? "api-key" : "authorization";
    const { [slot]: credential = "", ...others } = Object.fromEntries(await headers());
    added = others;
    return credential.replace(/^Bearer /, "");
  };
  const credential = isString
    ? { apiKey: await key() }
    : client instanceof AzureOpenAI
      ? { apiKey: "", azureADTokenProvider: key }
      : { apiKey: key };
  const own = (client as unknown as Internals).withOptions({ ...credential, [asTheyAre]: true });
  const build = own._buildWebSocketHeaders?.bind(own);
  // Without a key the SDK only looks whether anything else would authenticate; what is not ours would count.
  if (build)
    own._buildWebSocketHeaders = (keys, ...rest) => ({
      ...(Object.keys(keys).length > 0 && added),
      ...build(keys, ...rest),
    });
  if (isString) {
    own._callApiKey = async (capture) => {
      own.apiKey = await key();
      capture?.(own.apiKey);
      return false;
    };
  }
  // A class whose constructor connects at once finds the key in the client.
  await own._callApiKey?.();
  return own as unknown as C;
}
