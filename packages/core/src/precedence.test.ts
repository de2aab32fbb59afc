import { describe, expect, test, vi } from "vitest";
import { startLoopback } from "../test/loopback.ts";
import { asBearer, ways } from "../test/sent.ts";
import { type Auth, createValet, type HeaderSource } from "./index.ts";

describe.each(ways)("%s", (_way, sent) => {
  test("sends what the caller's own headers say as fetch would", async () => {
    await using server = await startLoopback();
    const shapes = [
      { "X-Name": "Zoë", "x-count": 3 as unknown as string, "x-empty": "", "x-padded": " a b " },
      [
        ["X-Name", "Zoë"],
        ["x-count", "3"],
        ["accept", "a/b"],
        ["Accept", "c/d"],
      ] as [string, string][],
      new Headers([
        ["X-Name", "Zoë"],
        ["accept", "a/b"],
        ["Accept", "c/d"],
      ]),
    ];
    const valet = createValet({ key: "key-1", baseURL: server.origin });
    for (const shape of shapes) {
      const authorization = `Bearer ${valet.placeholder}`;
      const pairs = shape instanceof Headers || Array.isArray(shape) ? [...shape] : Object.entries(shape);
      const headers = Array.isArray(shape)
        ? [...pairs, ["authorization", authorization]]
        : { ...Object.fromEntries(pairs), authorization };
      await fetch(server.origin, { headers: shape });
      await valet.fetch(server.origin, { headers: headers as Record<string, string> });
      const [plain, ours] = server.requests.slice(-2).map((request) => ({ ...request.headers }));
      expect(ours).toEqual({ ...plain, authorization: "Bearer key-1" });
    }
  });

  test("gives a request with the caller's own credential the headers and nothing else", async () => {
    const key = vi.fn(() => "key-1");
    const own = () => ({ headers: { authorization: "Bearer own" } });
    const headers = [{ "x-a": "1" }, () => ({ "x-b": "2" })];
    expect(await sent({ key, headers }, own)).toEqual({
      authorization: "Bearer own",
      "x-a": "1",
      "x-b": "2",
    });
    expect(await sent({ key, headers }, () => ({}))).toEqual({ "x-a": "1", "x-b": "2" });
    expect(key).not.toHaveBeenCalled();
  });

  test("lets the most specific header win: the call's, then a source's, then the SDK's default", async () => {
    const headers: HeaderSource = () => ({ "USER-AGENT": "source", "X-A": "source", "x-lang": "source" });
    const init = (placeholder: string) => ({
      headers: {
        "User-Agent": "sdk",
        "x-a": "call",
        "X-Lang": "sdk",
        authorization: `Bearer ${placeholder}`,
      },
    });
    expect(await sent({ key: "key-1", headers }, init, { replaceable: ["User-agent", "x-LANG"] })).toEqual({
      authorization: "Bearer key-1",
      "user-agent": "source",
      "x-a": "call",
      "x-lang": "source",
    });
    expect(await sent({ key: "key-1", headers }, init)).toMatchObject({
      "user-agent": "sdk",
      "x-lang": "sdk",
    });
  });

  test("sends a replaced User-Agent, for real", async () => {
    await using server = await startLoopback();
    const headers = { "user-agent": "acme/1" };
    const valet = createValet(
      { key: "key-1", headers, baseURL: server.origin },
      { replaceable: ["user-agent"] },
    );
    await valet.fetch(server.origin, {
      headers: { "User-Agent": "SDK/JS 1", authorization: `Bearer ${valet.placeholder}` },
    });
    expect(server.requests[0]?.headers["user-agent"]).toBe("acme/1");
    expect(server.requests[0]?.names.filter((name) => /user-agent/i.test(name))).toHaveLength(1);
  });

  test("lets a header source be the credential, unless the call brings its own", async () => {
    const headers: HeaderSource = () => ({ Authorization: "Basic abc" });
    expect(await sent({ key: "key-1", headers }, asBearer)).toEqual({ authorization: "Basic abc" });
    const own = () => ({ headers: { authorization: "Bearer own" } });
    expect(await sent({ key: "key-1", headers }, own)).toEqual({ authorization: "Bearer own" });
  });

  test("never makes a text of undefined or null", async () => {
    const nothing = { "x-a": undefined, "x-b": null } as unknown as Record<string, string>;
    const init = (placeholder: string) => ({
      headers: { ...nothing, authorization: `Bearer ${placeholder}` },
    });
    for (const headers of [nothing, () => nothing, () => undefined])
      expect(await sent({ key: "key-1", headers }, init)).toEqual({ authorization: "Bearer key-1" });
  });

  test.each(["constructor", "hasOwnProperty", "__proto__"])(
    "knows a header called %s by that name alone",
    async (name) => {
      await using server = await startLoopback();
      const send = async (headers: Auth["headers"], own: [string, string][]) => {
        const valet = createValet({ key: "key-1", headers, baseURL: server.origin });
        await valet.fetch(server.origin, {
          headers: [["authorization", `Bearer ${valet.placeholder}`], ...own],
        });
        return server.requests.at(-1)?.headers;
      };
      // Node's fetch itself never sends the last of them; the others go out as they are, and none disturbs the rest.
      const plain = async (value: string) => {
        await fetch(server.origin, { headers: [[name, value]] });
        return { ...server.requests.at(-1)?.headers, authorization: "Bearer key-1" };
      };
      expect(await send([], [[name, "call"]])).toEqual(await plain("call"));
      expect(await send([[name, "source"]], [])).toEqual(await plain("source"));
      expect(await send(() => new Headers([[name, "source"]]), [[name, "call"]])).toEqual(
        await plain("call"),
      );
    },
  );
});
