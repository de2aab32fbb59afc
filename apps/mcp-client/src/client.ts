import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { authFetch, type KeyInput } from "@valetkey/core";

/** A client of the MCP server at `url`. Every request of its transport, streams included, goes through `authFetch`. */
export async function connect(url: URL, key: KeyInput, onToolsChanged: () => void): Promise<Client> {
  const client = new Client({ name: "forecaster", version: "1.0.0" });
  client.setNotificationHandler("notifications/tools/list_changed", onToolsChanged);
  const fetch = authFetch({ key, baseURL: url.origin });
  await client.connect(new StreamableHTTPClientTransport(url, { fetch }));
  return client;
}
