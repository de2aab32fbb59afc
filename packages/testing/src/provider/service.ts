import { cloudRoutes } from "../anthropic/clouds.ts";
import { anthropicRoutes } from "../anthropic/routes.ts";
import type { Service } from "../loopback/loopback.ts";
import { json, type Reply } from "../loopback/reply.ts";
import type { RecordedRequest, SeenRequest } from "../loopback/seen-request.ts";
import { openaiRoutes } from "../openai/routes.ts";
import { createKeyReader } from "./credentials.ts";
import { type Dialect, dialectOf } from "./dialect.ts";
import type { Keyring } from "./keyring.ts";
import { listModels, retrieveModel } from "./models.ts";
import type { ProviderOptions } from "./options.ts";
import type { RequiredHeaders } from "./required-headers.ts";
import { findRoute, type Route, route } from "./route.ts";
import { errorReply, ServiceError } from "./service-error.ts";
import type { Store } from "./store.ts";
import type { Writer } from "./writer.ts";

/** The state of one provider that its handle and its answers share. */
export interface ProviderState {
  readonly keyring: Keyring;
  readonly required: RequiredHeaders;
  readonly store: Store;
  readonly write: Writer;
}

const models = [route("GET /models", listModels), route("GET /models/:id", retrieveModel)];

/** Some paths, as that of files, are in both dialects and mean the dialect's own. */
const routes: Record<Dialect, readonly Route[]> = {
  openai: [...openaiRoutes, ...models],
  azure: [...openaiRoutes, ...models],
  anthropic: [...anthropicRoutes, ...cloudRoutes, ...models],
};

/** Checks the credentials, finds the route, and puts every error in the words of the dialect. */
export function createProviderService(state: ProviderState, options: ProviderOptions): Service {
  return {
    keyOf: createKeyReader(options.slots),
    failed: (request, failure) =>
      identified(request, errorReply(dialectOf(request), request.id, { status: 500, ...failure })),
    async answer(request) {
      try {
        return identified(request, await answer(request, state, options));
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        return identified(request, errorReply(dialectOf(request), request.id, error));
      }
    },
  };
}

async function answer(
  request: RecordedRequest,
  state: ProviderState,
  options: ProviderOptions,
): Promise<Reply> {
  if (/^\/download\/[^/]+$/.test(request.path)) return download(request);
  if (!hasApiVersion(request)) throw new ServiceError(404, "Resource not found: api-version is missing.");
  const header = state.required.unmet(request);
  if (header) throw new ServiceError(401, `The header ${header} is missing or wrong.`, "invalid_header");
  if (!(await accepts(request, state, options))) throw new ServiceError(401, refusal(request));
  const dialect = dialectOf(request);
  const found = findRoute(routes[dialect], request);
  if (!found) throw new ServiceError(404, `Unknown request: ${request.method} ${request.path}`);
  const { params, handler } = found;
  return await handler({ request, dialect, params, store: state.store, write: state.write });
}

/** A public file, as on the host of a user's image URL: whoever sends a key here gives it away. */
function download(request: SeenRequest): Reply {
  return json({ object: "download", name: request.path.split("/").at(-1) });
}

/** Azure's paths outside `/openai/v1` exist only with `?api-version=`. */
function hasApiVersion({ path, url }: SeenRequest): boolean {
  return !/^\/openai\/(?!v1\/)/.test(path) || url.searchParams.has("api-version");
}

async function accepts(
  request: SeenRequest,
  { keyring, store }: ProviderState,
  options: ProviderOptions,
): Promise<boolean> {
  const { key } = request;
  if (key === undefined || keyring.revoked(key)) return false;
  if (keyring.has(key)) return true;
  const expires = store.clientSecrets.get(key);
  if (expires !== undefined) return expires > request.receivedAt && request.path.endsWith("/realtime");
  if (await options.issuer?.accepts(key)) return true;
  return (await options.verify?.(key, request)) === true;
}

function refusal({ key }: SeenRequest): string {
  return key === undefined
    ? "You did not provide an API key, or more than one. Send it in an Authorization header using Bearer auth."
    : "Incorrect API key provided.";
}

/** Anthropic's name for the request's id, beside OpenAI's. */
function identified(request: SeenRequest, reply: Reply): Reply {
  return { ...reply, headers: { ...reply.headers, "request-id": request.id } };
}
