import type Official from "@anthropic-ai/sdk";
import type { APIRequest, Middleware } from "@anthropic-ai/sdk";
import { describe, expect, test } from "vitest";
import { question, setUp, ways } from "../test/set-up.ts";
import { Anthropic } from "./index.ts";

/** The ways in which middleware comes to a call. */
const comings: [string, (client: Official, middleware: Middleware[]) => PromiseLike<unknown>][] = [
  ["a client", (client, middleware) => client.withOptions({ middleware }).messages.create(question)],
  ["a single call", (client, middleware) => client.messages.create(question, { middleware })],
];

describe.each(ways)("through %s", (_way, make) => {
  describe.each(comings)("the middleware of %s", (_coming, call) => {
    test("sees the placeholder and no key: before, while the request is under way, after, and after a rotation", async () => {
      const { provider, key } = await setUp();
      let request: APIRequest | undefined;
      const seen: unknown[] = [];
      const look = () => seen.push(request?.headers.get("authorization"));
      const fetch: typeof globalThis.fetch = (input, init) => {
        look();
        expect(init?.headers).toBeInstanceOf(Headers);
        return globalThis.fetch(input, init);
      };
      const client = make(provider, { key }, { fetch });
      const middleware: Middleware = async (given, next) => {
        request = given;
        look();
        const response = await next(given);
        look();
        return response;
      };
      await call(client, [middleware]);
      provider.rotate();
      await call(client, [middleware]);
      expect(provider.stats.statuses).toEqual({ 200: 2, 401: 1 });
      // Twice before and after, and at each of three requests.
      expect(seen).toEqual(Array(7).fill(`Bearer ${client.apiKey}`));
    });

    test("may send a request twice, side by side and again", async () => {
      const { provider, key } = await setUp();
      const twice: Middleware = async (request, next) => {
        const responses = await Promise.all([next(request), next(request)]);
        provider.rotate();
        for (const response of [...responses, await next(request)]) expect(response.status).toBe(200);
        return next(request);
      };
      await call(make(provider, { key }), [twice]);
      expect(provider.stats.statuses).toEqual({ 200: 4, 401: 1 });
    });
  });
});

test("middleware is passed by a failure that may be over at the next try, which the SDK makes", async () => {
  const { provider } = await setUp();
  const outcomes: string[] = [];
  let isFirst = true;
  const client = new Anthropic({
    key: () => {
      if (!isFirst) return provider.key;
      isFirst = false;
      throw Object.assign(new Error(`busy: ${provider.key}`), { status: 503 });
    },
    baseURL: provider.origin,
    middleware: [
      async (request, next) => {
        const response = await next(request).catch((error: unknown) => {
          outcomes.push(String(error));
          throw error;
        });
        outcomes.push(`${response.status}`);
        return response;
      },
    ],
  });
  await client.messages.create(question);
  expect(outcomes).toEqual([expect.stringContaining("AuthError"), "200"]);
  expect(outcomes.join()).not.toContain(provider.key);
  expect(provider.requests).toHaveLength(1);
});
