import { AsyncLocalStorage } from "node:async_hooks";
import { expect, test, vi } from "vitest";
import { startLoopback } from "../test/loopback.ts";
import { authFetch, cached, createValet, type KeySource, scoped } from "./index.ts";

const tenant = new AsyncLocalStorage<string>();

test.each([
  ["authFetch", (auth: { key: KeySource; baseURL: string }) => authFetch(auth)],
  [
    "a valet",
    (auth: { key: KeySource; baseURL: string }) => {
      const valet = createValet(auth);
      const authorization = `Bearer ${valet.placeholder}`;
      return (url: string, init: RequestInit) => valet.fetch(url, { headers: { authorization }, ...init });
    },
  ],
])("keeps a hundred tenants apart who share %s, through refusals too", async (_name, make) => {
  const valid = (name: string | undefined, version: number) => `Bearer key-${name}-${version}`;
  let version = 1;
  await using server = await startLoopback(async ({ headers, body }) => {
    await new Promise((resolve) => setTimeout(resolve, body.length % 7));
    return { status: headers.authorization === valid(`${body}`, version) ? 200 : 401, body: `${body}` };
  });
  const exchange = vi.fn(async (name: string) => {
    await new Promise((resolve) => setTimeout(resolve, name.length % 5));
    return `key-${name}-${version}`;
  });
  const key = scoped(
    async () => {
      await undefined;
      return tenant.getStore();
    },
    (name) => cached(() => exchange(name)),
  );
  const send = make({ key, baseURL: server.origin });
  const names = Array.from({ length: 100 }, (_, index) => `tenant-${"x".repeat(index % 11)}${index}`);
  for (const _round of [1, 2]) {
    const answers = await Promise.all(
      [...names, ...names].map((name) =>
        tenant.run(name, async () => {
          const response = await send(server.origin, { method: "POST", body: name });
          return [response.status, await response.text()];
        }),
      ),
    );
    expect(answers).toEqual([...names, ...names].map((name) => [200, name]));
    expect(exchange).toHaveBeenCalledTimes(100 * version);
    version++;
  }
  // Nobody was ever given another's key, not even one that was refused.
  for (const { headers, body } of server.requests)
    expect([valid(`${body}`, 1), valid(`${body}`, 2)]).toContain(headers.authorization);
});
