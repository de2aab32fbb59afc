import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { toNodeHandler } from "@modelcontextprotocol/node";
import {
  McpServer,
  OAuthError,
  OAuthErrorCode,
  requireBearerAuth,
  WebStandardStreamableHTTPServerTransport,
} from "@modelcontextprotocol/server";
import { z } from "zod";

/** A running MCP server, for one session. */
export interface WeatherServer {
  readonly url: URL;
  /** What it answered, oldest first: `"POST 200"`, `"GET 401"`, … */
  readonly answers: readonly string[];
  /** Ends the stream on which the server speaks on its own; the client has to open another. */
  endStream(): void;
  close(): Promise<void>;
}

/** An MCP server on this machine that demands a bearer token. */
export async function startWeatherServer(
  accepts: (token: string) => Promise<boolean>,
): Promise<WeatherServer> {
  const mcp = new McpServer({ name: "weather", version: "1.0.0" });
  mcp.registerTool("weather", { inputSchema: z.object({ city: z.string() }) }, ({ city }) => ({
    content: [{ type: "text", text: `It rains in ${city}.` }],
  }));
  const transport = new WebStandardStreamableHTTPServerTransport({
    sessionIdGenerator: () => crypto.randomUUID(),
  });
  await mcp.connect(transport);

  const verifyAccessToken = async (token: string) => {
    if (!(await accepts(token))) throw new OAuthError(OAuthErrorCode.InvalidToken, "The token is not valid");
    return { token, clientId: "client-1", scopes: [], expiresAt: Number.MAX_SAFE_INTEGER };
  };
  const gate = requireBearerAuth({ verifier: { verifyAccessToken } });

  const answers: string[] = [];
  const handle = async (request: Request) => {
    const auth = await gate(request);
    const refused = auth instanceof Response;
    const response = refused ? auth : await transport.handleRequest(request, { authInfo: auth });
    answers.push(`${request.method} ${response.status}`);
    // A client without a stream may have missed a change: each new stream begins with the news that there was one.
    if (request.method === "GET" && response.ok) mcp.sendToolListChanged();
    return response;
  };
  const server = createServer()
    .on("request", toNodeHandler({ fetch: handle }))
    .listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`),
    answers,
    endStream: () => transport.closeStandaloneSSEStream(),
    async close() {
      await mcp.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
