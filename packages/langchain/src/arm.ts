import { type Auth, createValet, type Fetch } from "@valetkey/core";
import { answerFailures, createValetInPlace, deriveAuth } from "@valetkey/core/adapter";
import { originsOf, withAddress } from "./addresses.ts";
import { type ClassName, entriesFor } from "./classes.ts";
import { credentialOf, withoutKeys } from "./credential.ts";
import { atAddress } from "./elsewhere.ts";
import { at, type Fields, put } from "./fields.ts";
import { fetchOf, type HttpClient, httpClient } from "./http-client.ts";
import { inTurn } from "./in-turn.ts";
import { cacheFor } from "./tenant-cache.ts";

/** The headers in which the SDKs inside put their keys; they make new `Headers` for each attempt. */
const slots = ["authorization", "api-key", "x-api-key"];

/** What they set by default, so that a header source may replace it. */
const replaceable = ["user-agent", "openai-organization", "openai-project"];

/**
 * Puts an auth into the fields of a class: the placeholder where it reads its key, and the `fetch` that swaps
 * it in every field where a class takes one. What is a key among the fields becomes that of the auth.
 *
 * @throws AuthError `auth_conflict` for two credentials, or a cache that tenants would share, and whatever
 * else `createValet` refuses.
 */
export function arm(given: Auth, fields: Fields, known?: ClassName): Fields {
  const entries = entriesFor(fields, known);
  const credential = credentialOf(given, fields, entries);
  const { baseURL } = given;
  const addressed = baseURL === undefined ? fields : withAddress(fields, baseURL, entries);
  // Nothing for us to do: no key of ours, and no headers.
  if (credential.by === "sdk" && given.headers === undefined) return addressed;

  const auth = deriveAuth(given, {
    ...(credential.by === "key" && { key: credential.key }),
    ...(credential.by === "key" && credential.isToken && { scheme: given.scheme ?? ("bearer" as const) }),
  });
  let { placeholder } = createValet({ ...auth, origins: "sdk" });
  let armed = credential.by === "sdk" ? addressed : withoutKeys(addressed);
  for (const seam of new Set(entries.map((entry) => entry.seam))) {
    const inSeam = entries.filter((entry) => entry.seam === seam);
    const own = at(fields, seam);
    const fetch = seam === "httpClient" ? own && fetchOf(own as HttpClient) : own;
    const valet = createValetInPlace(deriveAuth(auth, originsOf(auth, addressed, inSeam)), {
      fetch: fetch as Fetch | undefined,
      replaceable,
      // Anthropic's middleware holds the SDK's Headers, and would see the key in them.
      slots: seam === "clientOptions.fetch" ? [] : slots,
    });
    placeholder = valet.placeholder;
    let send = answerFailures(inTurn(valet.fetch, at(fields, "maxConcurrency") as number | undefined));
    if (baseURL !== undefined && addressed !== fields) {
      const held = credential.by === "key" ? placeholder : undefined;
      ({ fields: armed, fetch: send } = atAddress(baseURL, seam, armed, send, held));
    }
    armed = put(armed, seam, seam === "httpClient" ? httpClient(send) : send);
  }
  // The queue of LangChain mixes tenants up; inTurn() keeps to the number.
  armed = { ...armed, maxConcurrency: Number.POSITIVE_INFINITY };
  const cache = cacheFor(auth, fields.cache, placeholder);
  if (cache) armed = { ...armed, cache };
  if (credential.by === "sdk") return armed;
  armed = { ...armed, apiKey: placeholder };
  if (known) return armed;
  // ChatOllama has headers alone.
  const headers = { Authorization: `Bearer ${placeholder}`, ...(fields.headers as object | undefined) };
  return credential.by === "key" ? { ...armed, headers } : armed;
}
