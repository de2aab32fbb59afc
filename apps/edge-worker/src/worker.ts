/** A worker that passes on an LLM's answers; where the LLM is, and who may ask for a token, is in its bindings. */
import { env, waitUntil } from "cloudflare:workers";
import { cached, type SourceContext } from "@valetkey/ai-sdk";
import { createOpenAI } from "@valetkey/ai-sdk/openai";
import { authFetch } from "@valetkey/core";
import { createTextStreamResponse, streamText, toTextStream } from "ai";

/** Your token exchange: any function. */
async function exchange({ signal }: SourceContext) {
  const response = await fetch(env.TOKEN_ENDPOINT, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${env.CLIENT_ID}:${env.CLIENT_SECRET}`)}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
    signal: signal ?? null,
  });
  if (!response.ok) throw new Error(`The token endpoint answered ${response.status}`);
  const token = (await response.json()) as { access_token: string; expires_in: number };
  return { value: token.access_token, expiresIn: token.expires_in };
}

// At module scope: one token for all requests that this worker serves. With waitUntil, a renewal in the background
// may outlive the request in which it began.
const key = cached(exchange, { waitUntil });
const openai = createOpenAI({ key, baseURL: env.PROVIDER_URL });
const send = authFetch({ key, baseURL: env.PROVIDER_URL });

const routes: Record<string, (request: Request) => Promise<Response>> = {
  async "/chat"(request) {
    const prompt = await request.text();
    const { stream } = streamText({ model: openai("gpt-5"), prompt, abortSignal: request.signal });
    return createTextStreamResponse({ stream: toTextStream({ stream }) });
  },
  // Without an SDK.
  "/models": () => send(`${env.PROVIDER_URL}/models`),
};

export default {
  async fetch(request: Request): Promise<Response> {
    const route = routes[new URL(request.url).pathname];
    return route?.(request) ?? new Response("Not found", { status: 404 });
  },
};
