import { startLoopback } from "../loopback/loopback.ts";
import { countRequests } from "../loopback/stats.ts";
import { createKeyring } from "./keyring.ts";
import { checkProviderOptions, type ProviderOptions } from "./options.ts";
import type { Provider } from "./provider.ts";
import { createRequiredHeaders } from "./required-headers.ts";
import { createProviderService } from "./service.ts";
import { createStore } from "./store.ts";
import { createWriter } from "./writer.ts";

/**
 * Starts an LLM provider on 127.0.0.1 that speaks OpenAI's, Azure OpenAI's and Anthropic's API, is strict about
 * keys, and whose keys expire, rotate and get revoked on command. It prints nothing.
 *
 * @throws TypeError for a bad option, naming it and the fix.
 * @example
 * ```ts
 * import { startProvider } from "@valetkey/testing";
 *
 * await using provider = await startProvider();
 * const response = await fetch(`${provider.baseURL}/chat/completions`, {
 *   method: "POST",
 *   headers: { authorization: `Bearer ${provider.key}`, "content-type": "application/json" },
 *   body: JSON.stringify({ model: "gpt-5-mini", messages: [{ role: "user", content: "Hello" }] }),
 * });
 * response.status; // 200
 * ```
 */
export async function startProvider(options: ProviderOptions = {}): Promise<Provider> {
  checkProviderOptions(options);
  const { port = 0, tls = false } = options;
  const keyring = createKeyring(options.keys);
  const required = createRequiredHeaders();
  const store = createStore();
  const service = createProviderService(
    { keyring, required, store, write: createWriter(options.answer) },
    options,
  );
  const loopback = await startLoopback(service, { port, tls });
  const { origin, ca, faults, requests, disconnect, clearFaults, stop } = loopback;
  const clear = () => void requests.splice(0);
  return {
    ...faults,
    origin,
    baseURL: `${origin}/v1`,
    ca,
    get key() {
      return keyring.newest;
    },
    rotate(key) {
      keyring.revokeAll();
      return keyring.add(key);
    },
    addKey: keyring.add,
    revoke: keyring.revoke,
    revokeAll: keyring.revokeAll,
    require: required.require,
    disconnect,
    requests,
    get stats() {
      return countRequests(requests);
    },
    clear,
    reset() {
      clear();
      clearFaults();
      required.clear();
      for (const stored of Object.values(store)) stored.clear();
    },
    close: stop,
    [Symbol.asyncDispose]: stop,
  };
}
