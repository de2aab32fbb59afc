import type { RequestListener } from "node:http";
import inject, { type Response as InjectResponse } from "light-my-request";
import type { Service } from "../loopback/loopback.ts";
import { json } from "../loopback/reply.ts";
import type { SeenRequest } from "../loopback/seen-request.ts";
import type { Ledger } from "./ledger.ts";

export const TOKEN_PATH = "/token";
export const JWKS_PATH = "/jwks";
export const REVOCATION_PATH = "/revoke";

const PUBLISHED = [
  TOKEN_PATH,
  JWKS_PATH,
  REVOCATION_PATH,
  "/.well-known/openid-configuration",
  "/.well-known/oauth-authorization-server",
];

/** Hands the published paths to the authorization server and enters what it issues in the ledger. */
export function createIssuerService(server: () => RequestListener | undefined, ledger: Ledger): Service {
  return {
    keyOf: () => undefined,
    failed: (_request, { status = 500, code, message }) =>
      json({ error: code ?? errorOf(status), error_description: message }, status),
    async answer(request) {
      if (!PUBLISHED.includes(request.path)) return json({ error: "not_found" }, 404);
      const listener = server();
      // Only for the moment between the opening of the port and the end of the start.
      if (!listener) return json({ error: "temporarily_unavailable" }, 503);
      const answer = await forward(request, listener);
      if (request.path === TOKEN_PATH && answer.statusCode === 200) {
        ledger.issued(answer.json<{ access_token: string }>().access_token);
      }
      // To the library a JWT is beyond recall, which it says once it knows the client; the ledger knows better.
      if (request.path === REVOCATION_PATH && answer.payload.includes("unsupported_token_type")) {
        ledger.revoke(new URLSearchParams(request.text).get("token") ?? "");
        return { status: 200, headers: { "cache-control": "no-store" }, chunks: [""] };
      }
      const type = answer.headers["content-type"] ?? "application/json";
      return {
        status: answer.statusCode,
        headers: { "content-type": String(type), "cache-control": "no-store" },
        chunks: [answer.payload],
      };
    },
  };
}

function errorOf(status: number): string {
  if (status === 401) return "invalid_client";
  if (status === 429 || status === 503) return "temporarily_unavailable";
  return status < 500 ? "invalid_request" : "server_error";
}

async function forward(request: SeenRequest, listener: RequestListener): Promise<InjectResponse> {
  const { headers, body } = withSecretInBody(request);
  return await inject(listener, {
    method: request.method,
    url: request.url.pathname + request.url.search,
    headers: Object.fromEntries(headers),
    payload: Buffer.from(body),
  });
}

/**
 * A client may send its secret by HTTP Basic or in the body (RFC 6749, 2.3.1). The library knows one way for each
 * client, so the first becomes the second here.
 */
function withSecretInBody({ headers: sent, body, text }: SeenRequest): {
  headers: Headers;
  body: Uint8Array | string;
} {
  const headers = new Headers(sent);
  headers.delete("content-length");
  headers.delete("transfer-encoding");
  const basic = headers.get("authorization")?.match(/^basic +(\S+)$/i)?.[1];
  if (!basic) return { headers, body };
  headers.delete("authorization");
  const [id = "", ...secret] = Buffer.from(basic, "base64").toString().split(":");
  const form = new URLSearchParams(text);
  form.set("client_id", decodeURIComponent(id));
  form.set("client_secret", decodeURIComponent(secret.join(":")));
  return { headers, body: form.toString() };
}
