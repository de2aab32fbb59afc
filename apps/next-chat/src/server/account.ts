import { z } from "zod";
import { once } from "./once.ts";

const accountSchema = z.object({
  tokenEndpoint: z.url(),
  revocationEndpoint: z.url(),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
});

/** An account at the token service of the provider (OAuth 2, client credentials). */
export type Account = z.infer<typeof accountSchema>;

/** The user's account, from CHAT_ACCOUNTS; undefined if keys come from the environment. In your app: a table. */
export function accountOf(userId: string): Account | undefined {
  return accounts()?.[userId];
}

function accounts(): Record<string, Account> | undefined {
  return once("accounts", () => {
    const { CHAT_ACCOUNTS } = process.env;
    if (CHAT_ACCOUNTS === undefined) return undefined;
    const parsed = z.record(z.string(), accountSchema).safeParse(parse(CHAT_ACCOUNTS));
    if (parsed.success) return parsed.data;
    // Names what is wrong and where, without the values, which are secrets.
    const wrong = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
    throw new Error(`CHAT_ACCOUNTS must be JSON, an account for each user's id. ${wrong}`);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
