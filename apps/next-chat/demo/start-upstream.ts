import { type Provider, startProvider, startTokenIssuer, type TokenIssuer } from "@valetkey/testing";
import { users } from "../src/shared/users.ts";
import { answer } from "./answers.ts";

/** How fast the provider answers, and how long a key lives. */
export interface UpstreamOptions {
  /** Before the first word, in ms. Default 500. */
  delay?: number;
  /** Between two words, in ms. Default 40, which can be read along. */
  chunkDelay?: number;
  /** In seconds. Default 60. */
  lifetime?: number;
}

/** A provider, and for each user an account at a token service, all on this machine. */
export interface Upstream extends AsyncDisposable {
  readonly provider: Provider;
  /** By the user's id. */
  readonly issuers: Readonly<Record<string, TokenIssuer>>;
  /** What the app has to know of them. */
  readonly env: Readonly<Record<string, string>>;
}

export async function startUpstream(options: UpstreamOptions = {}): Promise<Upstream> {
  const { delay = 500, chunkDelay = 40, lifetime = 60 } = options;
  const issuers: Record<string, TokenIssuer> = {};
  for (const { id } of users) issuers[id] = await startTokenIssuer({ lifetime });
  const all = Object.values(issuers);
  const accepts = async (token: string) =>
    (await Promise.all(all.map((issuer) => issuer.accepts(token)))).includes(true);
  const provider = await startProvider({ issuer: { accepts }, answer });
  provider.slow({ delay, chunkDelay });
  const accounts = Object.entries(issuers).map(([id, issuer]) => {
    const { tokenEndpoint, revocationEndpoint, clientId, clientSecret } = issuer;
    return [id, { tokenEndpoint, revocationEndpoint, clientId, clientSecret }];
  });
  return {
    provider,
    issuers,
    env: {
      OPENAI_BASE_URL: provider.baseURL,
      CHAT_ACCOUNTS: JSON.stringify(Object.fromEntries(accounts)),
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([provider, ...all].map((server) => server.close()));
    },
  };
}
