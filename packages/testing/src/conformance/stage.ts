import assert from "node:assert/strict";
import type { Auth, HeaderInput, KeyInput } from "@valetkey/core";
import { bearer, header } from "@valetkey/core";
import { startTokenIssuer } from "../issuer/start-token-issuer.ts";
import type { TokenIssuer, TokenIssuerOptions } from "../issuer/token-issuer.ts";
import type { ProviderOptions } from "../provider/options.ts";
import type { Provider } from "../provider/provider.ts";
import { startProvider } from "../provider/start-provider.ts";
import type { AdapterDriver, ClientSettings, Failed } from "./driver.ts";
import { type Subject, subjectOf } from "./subject.ts";
import { until, within } from "./within.ts";

/** What a case plays on: servers of its own, and clients of the adapter's. */
export interface Stage extends AsyncDisposable {
  /** The header that carries the key. */
  readonly slot: string;
  startProvider(options?: ProviderOptions): Promise<Provider>;
  startIssuer(options?: TokenIssuerOptions): Promise<TokenIssuer>;
  /** A client of a provider, without retries of its own unless the settings say otherwise. */
  client(provider: Provider, auth: Auth, settings?: Partial<ClientSettings>): Subject;
  /** A client that is told only by its auth where the API is. */
  clientOf(auth: Auth): Subject;
  /** Where a provider is, for a client that is told elsewhere than in its settings. */
  baseURL(provider: Provider): string;
  /** The value with which a key stands in its header. */
  inSlot(key: string): string;
  /** A key as a header source, in the header that the SDK uses. */
  asHeader(key: KeyInput): HeaderInput;
  /** What has to happen at once: a promise, or something that begins to hold. */
  soon<T>(what: string, promise: PromiseLike<T>): Promise<T>;
  soon(what: string, holds: () => boolean): Promise<void>;
  /** What the SDK says with an error. */
  read(error: unknown): Failed;
  /** The error of a call that must fail, and soon. */
  failure(call: PromiseLike<unknown>): Promise<Failed & { error: unknown }>;
}

export function createStage<Client>(driver: AdapterDriver<Client>, patience: number): Stage {
  const servers: AsyncDisposable[] = [];
  const kept = <T extends AsyncDisposable>(server: T) => {
    servers.push(server);
    return server;
  };
  const slot = driver.slot ?? "authorization";
  const baseURL = (provider: Provider) => driver.baseURL?.(provider) ?? provider.baseURL;
  const make = (auth: Auth, settings: Partial<ClientSettings>) =>
    subjectOf(driver, driver.client(auth, { maxRetries: 0, ...settings }));
  return {
    slot,
    startProvider: async (options) => kept(await startProvider({ slots: [slot], ...options })),
    startIssuer: async (options) => kept(await startTokenIssuer(options)),
    client: (provider, auth, settings) => make(auth, { baseURL: baseURL(provider), ...settings }),
    clientOf: (auth) => make(auth, {}),
    baseURL,
    inSlot: (key) => (slot === "authorization" ? `Bearer ${key}` : key),
    asHeader: (key) => (slot === "authorization" ? bearer(key) : header(slot, key)),
    soon: <T>(what: string, awaited: PromiseLike<T> | (() => boolean)) =>
      typeof awaited === "function"
        ? until(patience, what, awaited)
        : within<T | undefined>(patience, what, awaited),
    read: (error) => driver.failure(error),
    async failure(call) {
      const outcome = await within(
        patience,
        "The call is still pending",
        Promise.resolve(call).then(
          () => undefined,
          (error: unknown) => ({ error }),
        ),
      );
      assert.ok(outcome, "The call should have failed.");
      return { ...driver.failure(outcome.error), error: outcome.error };
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(servers.map((server) => server[Symbol.asyncDispose]()));
    },
  };
}
