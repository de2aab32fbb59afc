import { ask } from "../ask.ts";
import { createValet, lower, slotHeader, type Valet, type ValetOptions } from "../create-valet.ts";
import { headerSources } from "../header-sources.ts";
import { keySource } from "../key.ts";
import { originsOf, whereMarked } from "../origins.ts";
import { RequestContext } from "../part.ts";
import { type Place, placeOf } from "../place.ts";
import { deriveAuth } from "../placeholder.ts";
import type { Auth, Fetch, HeaderValues, KeySource } from "../types.ts";
import { answered, sent } from "./already.ts";
import { restore, type Written, write } from "./written.ts";

/** How the SDK behaves that the valet is for. */
export interface InPlaceOptions extends ValetOptions {
  /** Names of the headers in which the SDK puts its key, and `slotHeader` if the adapter marks requests with it. */
  slots: readonly string[];
}

/**
 * `createValet` for an SDK that makes fresh `Headers` for each attempt, as openai's does, and shows them to nobody
 * but its `fetch`: middleware, or a `fetch` around this one that sends twice, would see the key in them. Those with
 * the placeholder in a slot are not copied, which would cost more than all the rest: the key and the headers of the
 * auth are written into them, and the `fetch` inside gets that very instance; what it writes there itself stays for
 * a second attempt. A placeholder in any other header is left as it is. Whatever else the SDK passes is never
 * changed, and a second attempt has `Headers` of its own.
 *
 * @throws AuthError as `createValet` does.
 * @example
 * ```ts
 * import { env } from "@valetkey/core";
 * import { createValetInPlace } from "@valetkey/core/adapter";
 * import OpenAI from "openai";
 *
 * const baseURL = "https://api.openai.com/v1";
 * const valet = createValetInPlace({ key: env("OPENAI_API_KEY"), baseURL }, { slots: ["authorization"] });
 * const client = new OpenAI({ baseURL, apiKey: valet.placeholder, fetch: valet.fetch });
 * ```
 */
export function createValetInPlace(auth: Auth, options: InPlaceOptions): Valet {
  const inside = (fetch: Fetch | undefined) => ({ ...options, fetch: fetch && withHeaders(fetch) });
  const valet = createValet(auth, inside(options.fetch));
  const sources = headerSources(auth.headers);
  // A header that can be renewed is a credential of its own.
  if (auth.key === undefined || sources.some(({ accept, invalidate }) => accept ?? invalidate)) return valet;

  const key: KeySource & { peek?: () => string | undefined } = keySource(auth.key, "auth");
  const place = auth.scheme && placeOf(auth.scheme);
  const belongs = auth.origins === "sdk" ? whereMarked : originsOf(auth);
  const slots = lower(options.slots);
  const replaceable = lower(options.replaceable);

  /** The slots that have the placeholder; none if the key goes elsewhere, or one of them only marks the request. */
  function placesIn(headers: Headers): (Place & Written)[] {
    const places: (Place & Written)[] = [];
    for (const name of slots) {
      const before = headers.get(name);
      if (!before?.endsWith(valet.placeholder)) continue;
      const prefix = before.slice(0, -valet.placeholder.length);
      if (name === slotHeader || /[^ ]$/.test(prefix) || (place && place.name !== name)) return [];
      places.push({ name, before, prefix: place?.prefix ?? prefix });
    }
    return places;
  }

  const fetch: Fetch = async (input, init) => {
    const { headers, redirect = "follow" } = init ?? {};
    if (typeof input !== "string" || !(headers instanceof Headers)) return valet.fetch(input, init);
    const places = placesIn(headers);
    if (places.length === 0 || !belongs(input, true)) return valet.fetch(input, init);

    init?.signal?.throwIfAborted();
    const value = key.peek?.() ?? (await ask(key, contextOf(input, init)));
    for (const { name, prefix } of places) headers.set(name, `${prefix}${value}`);
    const written: Written[] = [...places];
    const answers: (HeaderValues | undefined)[] = [];
    try {
      for (const source of sources) {
        const answer = await ask(source, contextOf(input, init, headers), true);
        answers.push(answer);
        if (answer) write(answer, source, headers, written, replaceable);
      }
    } catch (error) {
      restore(headers, written);
      throw error;
    }
    const isKey = ({ name, prefix }: Place) => headers.get(name) === `${prefix}${value}`;
    const isSent = sources.length === 0 || places.some(isKey);

    const send = options.fetch ?? globalThis.fetch;
    const response = await send(input, { ...init, redirect: redirect === "follow" ? "manual" : redirect });
    if (response.ok) {
      if (isSent) key.accept?.(value);
      return response;
    }
    // What to do about a refusal, a redirect or a failure the whole swap knows: it goes on as if this had been its own.
    const known = deriveAuth(auth, {
      key: answered(key, value),
      headers: sources.map((source, index) => answered(source, answers[index])),
    });
    const rest = createValet(known, inside(sent(response, send)));
    return rest.fetch(input, { ...init, headers: restore(new Headers(headers), written) });
  };

  return { ...valet, fetch };
}

function contextOf(href: string, init: RequestInit | undefined, headers?: Headers): RequestContext {
  const { method = "GET", body = null, signal } = init ?? {};
  const hop = { href, method: method.toUpperCase(), body };
  return new RequestContext(hop, signal ?? undefined, headers, undefined, undefined);
}

/** What the SDK passes is `Headers`, and so is what the `fetch` inside gets. */
const withHeaders =
  (fetch: Fetch): Fetch =>
  (input, init) =>
    fetch(
      input,
      init?.headers && !(init.headers instanceof Headers)
        ? { ...init, headers: new Headers(init.headers) }
        : init,
    );
