import { describe, expect, test, vi } from "vitest";
import { caught } from "../test/caught.ts";
import { accepting, startLoopback } from "../test/loopback.ts";
import { ways } from "../test/ways.ts";
import type { SourceContext } from "./index.ts";

describe.each(ways)("%s", (_way, authFetch) => {
  test("waits for the key as long as the request's own signal allows", async () => {
    const aborted = vi.fn();
    const key = ({ signal }: SourceContext) => {
      signal?.addEventListener("abort", aborted);
      return new Promise<string>(() => {});
    };
    await using server = await startLoopback();
    const send = authFetch({ key, baseURL: server.origin });
    expect(await caught(send(server.origin, { signal: AbortSignal.timeout(10) }))).toMatchObject({
      name: "TimeoutError",
    });
    expect(aborted).toHaveBeenCalledTimes(1);
    const controller = new AbortController();
    const waiting = caught(send(new Request(server.origin, { signal: controller.signal })));
    const reason = new Error("Enough.");
    controller.abort(reason);
    expect(await waiting).toBe(reason);
    expect(await caught(send(server.origin, { signal: AbortSignal.abort(reason) }))).toBe(reason);
    expect(server.requests).toHaveLength(0);
  });

  test("asks nobody for a request that is aborted already", async () => {
    const key = vi.fn(() => "key-1");
    const headers = vi.fn(() => ({ "x-a": "1" }));
    const send = authFetch({ key, headers, baseURL: "https://a.test" });
    const reason = new Error("Enough.");
    expect(await caught(send("https://a.test/", { signal: AbortSignal.abort(reason) }))).toBe(reason);
    expect([key, headers].flatMap(({ mock }) => mock.calls)).toEqual([]);
  });

  test("waits for another key no longer than that", async () => {
    await using server = await startLoopback(accepting());
    const controller = new AbortController();
    const reason = new Error("Enough.");
    const key = ({ rejected }: SourceContext) => {
      if (!rejected) return "key-1";
      controller.abort(reason);
      return new Promise<string>(() => {});
    };
    const send = authFetch({ key, baseURL: server.origin });
    expect(await caught(send(server.origin, { signal: controller.signal }))).toBe(reason);
    expect(server.requests).toHaveLength(1);
  });
});
