import { describe, expect, test, vi } from "vitest";
import { caught } from "../test/caught.ts";
import { redirecting, startLoopback } from "../test/loopback.ts";
import { renewing } from "../test/renewing.ts";
import { ways } from "../test/ways.ts";
import { createValet } from "./index.ts";

describe.each(ways)("%s", (_way, authFetch) => {
  test.each([301, 302, 303, 307, 308])(
    "brings nothing of ours, nor the caller's own secrets, elsewhere by a %i",
    async (status) => {
      await using other = await startLoopback();
      await using server = await redirecting(`${other.origin}/to`, status);
      const headers = { "x-trace": "ours-1", "x-gateway-key": "key-2", "helicone-auth": "Bearer key-3" };
      const valet = createValet({ key: "key-1", headers, origins: [server.origin, other.origin] });
      await valet.fetch(`${server.origin}/from`, {
        method: "POST",
        body: "text",
        headers: {
          "api-key": valet.placeholder,
          Authorization: "Bearer key-own",
          cookie: "session=key-own",
          "x-api-key": "key-own",
          "proxy-authorization": "key-own",
          "x-own": "1",
        },
      });
      expect(server.requests[0]?.headers).toMatchObject({
        "api-key": "key-1",
        "x-trace": "ours-1",
        "x-own": "1",
      });
      expect(other.requests).toMatchObject([{ path: "/to", headers: { "x-own": "1" } }]);
      expect(JSON.stringify(other.requests[0]?.headers)).not.toMatch(/key-|ours|placeholder/);
    },
  );

  test("follows on elsewhere as fetch does, and learns nothing from a refusal there", async () => {
    await using other = await startLoopback(({ path }) =>
      path === "/first" ? { status: 307, headers: { location: "/second" } } : { status: 401, body: "who?" },
    );
    await using server = await redirecting(`${other.origin}/first`);
    const key = renewing();
    const send = authFetch({ key, baseURL: server.origin });
    const response = await send(`${server.origin}/from`, { method: "POST", body: "text" });
    expect([response.status, await response.text()]).toEqual([401, "who?"]);
    expect(other.requests.map(({ method, path, body }) => `${method} ${path} ${body}`)).toEqual([
      "POST /first text",
      "POST /second text",
    ]);
    expect(key.invalidate).not.toHaveBeenCalled();
    expect(key).toHaveBeenCalledTimes(1);
  });

  test("stays bare when it is led back, and learns nothing from refusals on the way", async () => {
    const home = { origin: "" };
    await using other = await startLoopback(() => ({
      status: 302,
      headers: { location: `${home.origin}/back` },
    }));
    await using server = await startLoopback(({ path }) =>
      path === "/from" ? { status: 302, headers: { location: other.origin } } : { status: 401, body: "who?" },
    );
    home.origin = server.origin;
    const key = renewing();
    const headers = vi.fn(() => ({ "x-a": "1" }));
    const send = authFetch({ key, headers, baseURL: server.origin });
    const response = await send(`${server.origin}/from`);
    expect([response.status, await response.text()]).toEqual([401, "who?"]);
    expect(
      server.requests.map(({ headers: { authorization, "x-a": added } }) => [authorization, added]),
    ).toEqual([
      ["Bearer key-1", "1"],
      [undefined, undefined],
    ]);
    for (const verb of [key.invalidate, key.accept]) expect(verb).not.toHaveBeenCalled();
    for (const source of [key, headers]) expect(source).toHaveBeenCalledTimes(1);
  });

  test.each([
    "ftp://127.0.0.1/",
    "data:,key",
    "file:///etc/hosts",
    "javascript:1",
    "http://",
    "http://user:password@127.0.0.1/",
  ])("does not follow to %s", async (to) => {
    await using server = await redirecting(to);
    expect(await caught(fetch(`${server.origin}/from`, { mode: "cors" }))).toBeInstanceOf(TypeError);
    const send = authFetch({ key: "key-1", baseURL: server.origin });
    expect(await caught(send(`${server.origin}/from`))).toBeInstanceOf(Error);
    expect(server.requests).toHaveLength(2);
  });
});
