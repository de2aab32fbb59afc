import type { Fetch } from "@valetkey/core";

type Hook = (...values: unknown[]) => unknown;

/** The part of Mistral's `HTTPClient` that its SDK and LangChain use; its package need not be there. */
export interface HttpClient {
  request(request: Request): Promise<Response>;
  addHook(name: string, hook: Hook): HttpClient;
  removeHook(name: string, hook: Hook): HttpClient;
}

/** A client that sends with this `fetch`. Hooks see the request as the SDK made it, with the placeholder. */
export function httpClient(send: Fetch): HttpClient {
  const hooks = new Map<string, Set<Hook>>();
  const of = (name: string): Set<Hook> => {
    const found = hooks.get(name) ?? new Set();
    hooks.set(name, found);
    return found;
  };
  const client: HttpClient = {
    async request(original) {
      let request = original;
      for (const hook of of("beforeRequest")) request = ((await hook(request)) ?? request) as Request;
      try {
        const response = await send(request.url, await partsOf(request));
        for (const hook of of("response")) await hook(response, request);
        return response;
      } catch (error) {
        for (const hook of of("requestError")) await hook(error, request);
        throw error;
      }
    },
    addHook(name, hook) {
      of(name).add(hook);
      return client;
    },
    removeHook(name, hook) {
      of(name).delete(hook);
      return client;
    },
  };
  return client;
}

/** A `fetch` that sends with the user's own client. */
export const fetchOf = (client: HttpClient): Fetch => {
  return (input, init) => client.request(new Request(input, init));
};

/** What a request is made of: unlike itself, its bytes can be sent twice. */
async function partsOf(request: Request): Promise<RequestInit> {
  const { method, headers, signal, redirect } = request;
  const body = request.body ? await request.arrayBuffer() : null;
  return { method, headers, signal, redirect, body };
}
