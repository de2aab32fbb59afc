import { startProvider, startTokenIssuer, type TokenIssuerOptions } from "@valetkey/testing";
import { describe, type ExpectStatic, test } from "vitest";
import { manualClock } from "../test/manual-clock.ts";
import { type Auth, authFetch, bearer, type CachedSource, cached, firstOf, pool, scoped } from "./index.ts";

/** How many requests are under way when their key is revoked. */
const size = 100;

/**
 * Revokes the key under a hundred requests, twice, with two seconds in between; the refusals arrive within
 * `spread` ms. Each time one exchange has to do, and nobody may notice.
 */
async function weather(
  expect: ExpectStatic,
  spread: number,
  options: TokenIssuerOptions = {},
  auth: (key: CachedSource<string>) => Auth = (key) => ({ key }),
): Promise<void> {
  await using issuer = await startTokenIssuer(options);
  await using provider = await startProvider({ issuer });
  provider.slow({
    delay: (_request, hit) => (spread * (hit % size)) / (size - 1),
    when: ({ status }) => status === 401,
  });
  const clock = manualClock();
  const key = cached(issuer.exchange, { clock });
  const send = authFetch({ ...auth(key), baseURL: provider.baseURL });
  const ask = async () => (await send(`${provider.baseURL}/models`)).status;

  expect(await ask()).toBe(200);
  expect(issuer.exchanges).toBe(1);
  for (const storm of [1, 2]) {
    issuer.revoke();
    clock.advance(2_000);
    const statuses = await Promise.all(Array.from({ length: size }, ask));
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
    expect(issuer.exchanges).toBe(1 + storm);
    expect(provider.stats.statuses).toEqual({ 200: 1 + storm * size, 401: storm * size });
  }
}

describe.concurrent.each([0, 80, 2_000])("a hundred refusals within %i ms", (spread) => {
  test("cost one exchange and no failure", ({ expect }) => weather(expect, spread));
  test("cost no more when issuing a key revokes all earlier ones", ({ expect }) =>
    weather(expect, spread, { revokePrevious: true }));
});

describe.concurrent("a storm", () => {
  test.for<[string, (key: CachedSource<string>) => Auth]>([
    ["bearer", (key) => ({ headers: bearer(key) })],
    ["a cache of bearer", (key) => ({ headers: cached(bearer(key)) })],
    ["firstOf", (key) => ({ key: firstOf(() => undefined, key) })],
    ["pool", (key) => ({ key: pool([key]) })],
    [
      "scoped",
      (key) => ({
        key: scoped(
          () => "acme",
          () => key,
        ),
      }),
    ],
    [
      "all of them",
      (key) => ({
        headers: bearer(
          scoped(
            () => "acme",
            () => firstOf(pool([key])),
          ),
        ),
      }),
    ],
  ])("is weathered through %s as well", ([, auth], { expect }) =>
    weather(expect, 80, { revokePrevious: true }, auth),
  );
});
