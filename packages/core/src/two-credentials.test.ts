import { describe, expect, test, vi } from "vitest";
import { type Answer, accepting, type Seen, startLoopback } from "../test/loopback.ts";
import { renewing } from "../test/renewing.ts";
import { ways } from "../test/ways.ts";
import { cached, header, type SourceContext } from "./index.ts";

/** A gateway that wants a key of its own beside the provider's, and says which is wrong. */
function startGateway(valid: { provider: string; gateway: string }) {
  const answer = ({ headers }: Seen): Answer => {
    const isWelcome =
      headers.authorization === `Bearer ${valid.provider}` && headers["x-gateway-key"] === valid.gateway;
    return { status: isWelcome ? 200 : 401 };
  };
  return startLoopback(answer);
}

describe.each(ways)("%s", (_way, authFetch) => {
  test.each([["provider"], ["gateway"], ["provider", "gateway"]] as ("provider" | "gateway")[][])(
    "recovers when of two credentials %s %s is rotated",
    async (...rotated) => {
      const valid = { provider: "provider-1", gateway: "gateway-1" };
      await using server = await startGateway(valid);
      const asked = { provider: 0, gateway: 0 };
      const source = (name: keyof typeof valid) =>
        cached(() => {
          asked[name]++;
          return valid[name];
        });
      const [provider, gateway] = [source("provider"), source("gateway")];
      const invalidated = [vi.spyOn(provider, "invalidate"), vi.spyOn(gateway, "invalidate")];
      const auth = { key: provider, headers: header("X-Gateway-Key", gateway), baseURL: server.origin };
      const send = authFetch(auth);
      expect((await send(server.origin)).status).toBe(200);
      for (const name of rotated) valid[name] = `${name}-2`;
      expect((await send(server.origin)).status).toBe(200);
      expect(server.requests).toHaveLength(3);
      // Each is told of its own value, and asked once; the one that was right stays.
      expect(invalidated.map((spy) => spy.mock.calls.map(([key]) => key))).toEqual([
        ["provider-1"],
        ["gateway-1"],
      ]);
      expect(asked).toEqual({ provider: 2, gateway: 2 });
      expect((await send(server.origin)).status).toBe(200);
      expect([server.requests.length, asked.provider, asked.gateway]).toEqual([4, 2, 2]);
    },
  );

  test("keeps the value of a credential whose source fails while another recovers", async () => {
    const valid = { provider: "provider-2", gateway: "gateway-1" };
    await using server = await startGateway(valid);
    const gateway = ({ rejected }: SourceContext) => {
      if (rejected) throw new Error("down");
      return "gateway-1";
    };
    const headers = header("x-gateway-key", gateway);
    const send = authFetch({ key: renewing("provider-1", "provider-2"), headers, baseURL: server.origin });
    expect((await send(server.origin)).status).toBe(200);
  });

  test("keeps the value of a credential whose source has no other while another recovers", async () => {
    await using server = await startGateway({ provider: "provider-2", gateway: "gateway-1" });
    const gateway = ({ rejected }: SourceContext) =>
      rejected ? undefined : { "x-gateway-key": "gateway-1" };
    const headers = Object.assign(gateway, { invalidate: vi.fn() });
    const send = authFetch({ key: renewing("provider-1", "provider-2"), headers, baseURL: server.origin });
    expect((await send(server.origin)).status).toBe(200);
    expect(headers.invalidate).toHaveBeenCalledWith("gateway-1", { status: 401, retryAfter: undefined });
  });

  test("does not bother the credential that cannot recover from the refusal, nor a trace", async () => {
    await using server = await startLoopback(({ headers }) => ({
      status: headers.authorization === "Bearer provider-2" ? 200 : 429,
    }));
    const gateway = renewing("gateway-1", "gateway-2");
    const trace = vi.fn((_context: SourceContext) => ({ "x-trace": "1" }));
    const headers = [header("x-gateway-key", gateway), trace];
    const send = authFetch({
      key: renewing("provider-1", "provider-2", [429]),
      headers,
      baseURL: server.origin,
    });
    expect((await send(server.origin)).status).toBe(200);
    expect(gateway.invalidate).not.toHaveBeenCalled();
    // Nor is it taken for accepted where another was refused.
    expect(gateway.accept.mock.calls).toEqual([["gateway-1"]]);
    for (const source of [gateway, trace]) {
      expect(source).toHaveBeenCalledTimes(2);
      for (const [{ rejected, status }] of source.mock.calls)
        expect([rejected, status]).toEqual([undefined, undefined]);
    }
    expect(server.requests.map(({ headers }) => headers["x-gateway-key"])).toEqual([
      "gateway-1",
      "gateway-1",
    ]);
  });

  test("does not take a new trace id for a reason to send again", async () => {
    await using server = await startLoopback(accepting());
    let traces = 0;
    const headers = [() => ({ "x-trace": `${++traces}` }), () => ({ "x-static": "1" })];
    expect((await authFetch({ key: "key-1", headers, baseURL: server.origin })(server.origin)).status).toBe(
      401,
    );
    expect(server.requests).toHaveLength(1);
    // Nor is it one within the credential's own headers.
    const both = () => ({ authorization: "Bearer key-1", "x-trace": `${++traces}` });
    expect((await authFetch({ headers: both, baseURL: server.origin })(server.origin)).status).toBe(401);
    expect(server.requests).toHaveLength(2);
  });

  test("takes a set of headers that can be invalidated for a credential, whatever its names", async () => {
    let set = { "x-tenant": "acme", "x-session": "session-1" };
    await using server = await startLoopback(({ headers }) => ({
      status: headers["x-session"] === "session-2" ? 200 : 401,
    }));
    const headers = cached(() => set);
    const send = authFetch({ headers, baseURL: server.origin });
    await headers();
    set = { "x-tenant": "acme", "x-session": "session-2" };
    expect((await send(server.origin)).status).toBe(200);
    expect(server.requests).toHaveLength(2);
  });

  test("takes the credential header's value without its scheme for the key of a plain source", async () => {
    await using server = await startLoopback(accepting("key-2"));
    const headers = Object.assign(
      vi.fn(({ rejected }: SourceContext) => ({
        cookie: "a=b",
        Authorization: `Bearer ${rejected === "key-1" ? "key-2" : "key-1"}`,
      })),
      { invalidate: vi.fn(), accept: vi.fn() },
    );
    expect((await authFetch({ headers, baseURL: server.origin })(server.origin)).status).toBe(200);
    expect(headers.invalidate).toHaveBeenCalledWith("key-1", { status: 401, retryAfter: undefined });
    expect(headers.accept).toHaveBeenCalledWith("key-2");
  });

  test("renews a cached set of headers once, by the credential in it", async () => {
    let valid = 1;
    await using server = await startLoopback(({ headers }) => ({
      status: headers["x-api-key"] === `key-${valid}` ? 200 : 401,
    }));
    const exchange = vi.fn(() => ({ "x-tenant": "acme", "X-Api-Key": `key-${valid}` }));
    const send = authFetch({ headers: cached(exchange), baseURL: server.origin });
    for (; valid < 4; valid++) {
      const statuses = await Promise.all(
        Array.from({ length: 20 }, async () => (await send(server.origin)).status),
      );
      expect(new Set(statuses)).toEqual(new Set([200]));
      expect(exchange).toHaveBeenCalledTimes(valid);
    }
  });
});
