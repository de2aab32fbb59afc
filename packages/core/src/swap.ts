import { AuthError } from "./auth-error.ts";
import { discard, isReplayable } from "./body.ts";
import { type Call, readCall } from "./call.ts";
import { emit } from "./events.ts";
import { fingerprint } from "./fingerprint.ts";
import { Injection, type InjectionPlan, type Refusal, type Slot } from "./injection.ts";
import { nameOf } from "./key.ts";
import type { Origins } from "./origins.ts";
import { PlainHeaders } from "./plain-headers.ts";
import { becomesGet, dropBodyHeaders, type Hop, redirectTarget } from "./redirect.ts";
import { retryAfter } from "./retry-after.ts";
import type { Auth, AuthEvent, Fetch } from "./types.ts";
import { recoverOn } from "./verbs.ts";

/** How a `fetch` with credentials works. */
export interface SwapPlan extends InjectionPlan, Pick<Auth, "id" | "onEvent"> {
  readonly origins: Origins;
  /** The `fetch` inside; by default the global one, looked up per call. */
  readonly fetch: Fetch | undefined;
  /** Where the key goes in this request; undefined if it is not one that waits for it. */
  slots(headers: PlainHeaders): readonly Slot[] | undefined;
}

/** As many as `fetch` follows. */
const mostRedirects = 20;

/** A `fetch` that puts the credentials in, follows redirects without them, and recovers when a server refuses them. */
export function swappingFetch(plan: SwapPlan): Fetch {
  const { origins, onEvent, id } = plan;
  const tell = (event: AuthEvent) => onEvent && emit(onEvent, id === undefined ? event : { ...event, id });

  /** Tells everybody who is concerned what became of the credentials; answers what was refused. */
  function judge({ status, headers }: Response, { credentials }: Injection): Refusal | undefined {
    const refused = status < 400 ? [] : credentials.filter(({ source }) => recoverOn(source).includes(status));
    if (refused.length === 0) {
      const undecided = (status >= 300 && status < 400) || status === 401 || status === 403 || status === 407 || status >= 500;
      if (!undecided) for (const { source, key } of credentials) source.accept?.(key);
      return undefined;
    }
    const reason = { status, retryAfter: retryAfter(headers) };
    for (const { source, key } of refused) {
      tell({ type: "rejected", source: nameOf(source), reason: String(status), fingerprint: fingerprint(key) });
      source.invalidate?.(key, reason);
    }
    return { status, credentials: refused };
  }

  return async (input, init) => {
    const send: Fetch = plan.fetch ?? ((...rest) => globalThis.fetch(...rest));
    const call = readCall(input, init);
    const headers = new PlainHeaders(call.headers);
    const slots = plan.slots(headers);
    if (slots === undefined && (plan.headers.length === 0 || !origins.covers(call.href))) return send(input, init);
    if (!origins.allows(call.href)) throw origins.refusal(call.href);
    call.signal?.throwIfAborted();

    const injection = new Injection(plan, headers, slots ?? [], call.signal);
    let hop: Hop = call;
    let atHome = true;
    let recovery: { source: string; status: number; start: number } | undefined;
    await injection.apply(hop);
    for (let redirects = 0; ; ) {
      const response = await send(hop === call ? (call.request ?? input) : hop.href, request(call, hop, headers));

      const refusal = atHome ? judge(response, injection) : undefined;
      if (refusal) {
        if (recovery || !isReplayable(hop.body)) return response;
        const start = performance.now();
        recovery = { source: nameOf((refusal.credentials[0] as { source: object }).source), status: refusal.status, start };
        if (!(await renew(injection, hop, refusal, response))) return response;
        continue;
      }
      if (recovery && atHome) {
        const { source, status, start } = recovery;
        tell({ type: "recovered", source, reason: String(status), duration: performance.now() - start });
      }

      if (call.redirect !== "follow") return response;
      if (response.type === "opaqueredirect") {
        throw new AuthError("origin_refused", `${new URL(hop.href).origin} redirects to where a browser does not say; with credentials that is not followed.`);
      }
      const target = redirectTarget(response, hop.href);
      if (target === undefined) return response;
      if (++redirects > mostRedirects) throw new TypeError(`${new URL(call.href).origin} redirects more than ${mostRedirects} times.`);
      discard(response);
      injection.undo();
      hop = follow(hop, target, response, headers);
      // Once away from home it stays bare, even if a redirect leads back.
      atHome &&= target.origin === new URL(call.href).origin;
      if (atHome) await injection.apply(hop);
      else injection.strip();
    }
  };
}

/** Asks for other credentials, and lets go of the refusal if there are any. */
async function renew(injection: Injection, hop: Hop, refusal: Refusal, response: Response): Promise<boolean> {
  try {
    const changed = await injection.apply(hop, refusal);
    if (changed) discard(response);
    return changed;
  } catch (error) {
    discard(response);
    throw error;
  }
}

/** What to call the `fetch` inside with. Redirects are followed here: `fetch` itself would take our headers along. */
function request(call: Call, hop: Hop, headers: PlainHeaders): RequestInit {
  const redirect = call.redirect === "follow" ? "manual" : call.redirect;
  const init = { ...call.init, headers: headers.toRecord(), redirect };
  if (hop === call) return init;
  return { ...init, method: hop.method, body: hop.body ?? null, signal: call.signal ?? null };
}

/** The request after a redirect. */
function follow({ method, body }: Hop, target: URL, { status }: Response, headers: PlainHeaders): Hop {
  if (becomesGet(status, method)) {
    dropBodyHeaders(headers);
    return { href: target.href, method: "GET", body: undefined };
  }
  if (!isReplayable(body)) throw new TypeError(`A redirect (${status}) asks for a body again that can be sent only once.`);
  return { href: target.href, method, body };
}
