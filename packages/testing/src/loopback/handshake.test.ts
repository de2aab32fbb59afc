import { once } from "node:events";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { get } from "../../test/clients.ts";
import { open, raw, UPGRADE } from "../../test/web-sockets.ts";
import { startProvider } from "../index.ts";

test.each([false, true])("refuses a handshake as it refuses a request (tls: %s)", async (tls) => {
  await using provider = await startProvider({ tls });
  const outdated = provider.key;
  provider.rotate();
  const refused = await open(provider, { key: outdated });
  expect(refused).toMatchObject({ status: 401, body: { error: { code: "invalid_api_key" } } });
  expect(refused.headers["x-request-id"]).toBe(provider.requests[0]?.id);
  const accepted = await open(provider);
  expect(accepted.headers["x-request-id"]).toBe(provider.requests[1]?.id);
  accepted.socket.close();
  expect((await open(provider, { path: "/v1/nowhere" })).status).toBe(404);
  expect((await open(provider, { path: "/v1/realtime" })).status).toBe(400);
  provider.require("x-gateway-key", "second-key");
  expect((await open(provider)).status).toBe(401);
  const both = await open(provider, { headers: { "x-gateway-key": "second-key" } });
  expect(both.status).toBe(101);
  expect(provider.stats.statuses).toEqual({ 101: 2, 400: 1, 401: 2, 404: 1 });
});

test("reads the key of a browser, and agrees on no protocol that carries one", async () => {
  await using provider = await startProvider();
  const path = "/v1/realtime?model=gpt-realtime";
  const secret = `openai-insecure-api-key.${provider.key}`;
  const accepted = await open(provider, { path, protocols: [secret, "realtime"] });
  expect(accepted).toMatchObject({ status: 101, socket: { protocol: "realtime" } });
  expect((await open(provider, { path, protocols: [secret] })).status).toBe(401);
  const wrong = await open(provider, { path, protocols: ["realtime", "openai-insecure-api-key.other"] });
  expect(wrong.status).toBe(401);
  const differing = await open(provider, {
    path,
    protocols: ["realtime", secret],
    headers: { "api-key": "other" },
  });
  expect(differing.status).toBe(401);
});

test("knows both of Azure's paths to Realtime", async () => {
  await using provider = await startProvider();
  const v1 = await open(provider, { path: "/openai/v1/realtime?model=mine" });
  const preview = "/openai/realtime?api-version=2025-04-01-preview&deployment=mine";
  const dated = await open(provider, { path: preview });
  expect([v1.status, dated.status]).toEqual([101, 101]);
  expect((await open(provider, { path: "/openai/realtime?deployment=mine" })).status).toBe(404);
});

test("shows the error of a function of the rehearsal", async () => {
  await using provider = await startProvider({
    verify: () => {
      throw new Error("no such tenant");
    },
  });
  const refused = await open(provider, { key: "other" });
  expect(refused).toMatchObject({
    status: 500,
    body: { error: { message: expect.stringMatching(/no such tenant/) } },
  });
});

test("asks a plain request for a WebSocket to open one", async () => {
  await using provider = await startProvider();
  const response = await get(provider, "/v1/responses");
  expect(response.status).toBe(426);
  await response.body?.cancel();
});

test("serves a request that offers another protocol as if it had not", async () => {
  await using provider = await startProvider();
  const body = JSON.stringify({ input: "Hello there" });
  const headers = ["Connection: Upgrade", "Upgrade: h2c", `Content-Length: ${body.length}`];
  const socket = raw(provider, "POST /v1/moderations", headers, body);
  const [answer] = await once(socket, "data");
  expect(String(answer)).toMatch(/^HTTP\/1.1 200 OK/);
  socket.destroy();
});

test("fails and redirects handshakes", async () => {
  await using first = await startProvider();
  await using second = await startProvider({ verify: () => true });
  first.fail({ status: 429, retryAfter: 2 });
  const limited = await open(first);
  expect(limited).toMatchObject({ status: 429, body: { error: { code: "rate_limit_exceeded" } } });
  expect(limited.headers["retry-after"]).toBe("2");
  first.redirect({ to: second.origin });
  const moved = await open(first);
  expect(second.requests).toEqual([]);
  expect(moved).toMatchObject({ status: 307, headers: { location: `${second.origin}/v1/responses` } });
});

test("holds handshakes back, until the client goes away", async () => {
  await using provider = await startProvider();
  provider.slow({ delay: 1e9, when: ({ status }) => status === 101 });
  const socket = new WebSocket(`${provider.origin.replace("http", "ws")}/responses`, {
    headers: { "api-key": provider.key },
  });
  socket.on("error", () => {});
  await expect.poll(() => provider.requests[0]?.status).toBe(101);
  socket.terminate();
  await expect.poll(() => provider.requests[0]?.outcome).toBe("aborted");
  const reset = raw(provider, "GET /v1/responses", UPGRADE);
  await expect.poll(() => provider.requests[1]?.status).toBe(101);
  reset.resetAndDestroy();
  await expect.poll(() => provider.requests[1]?.outcome).toBe("aborted");
});
