import { ChatMistralAI } from "@langchain/mistralai";
import { expect, test, vi } from "vitest";
import { caught, setUp } from "../test/set-up.ts";
import { withAuth } from "./index.ts";

test("LangChain's hooks run around each call, and see the placeholder", async () => {
  const { provider, key } = await setUp();
  const seen: (string | null)[] = [];
  const responses: number[] = [];
  const errors = vi.fn();
  const fields = {
    model: "gpt-5",
    serverURL: provider.origin,
    maxRetries: 0,
    beforeRequestHooks: [
      (request: Request) => {
        seen.push(request.headers.get("authorization"));
        const changed = new Request(request);
        changed.headers.set("x-hook", "1");
        return changed;
      },
    ],
    responseHooks: [(response: Response) => void responses.push(response.status)],
    requestErrorHooks: [errors],
  };
  const model = new ChatMistralAI(withAuth({ key }, fields));
  await model.invoke("Hello");
  provider.rotate();
  await model.invoke("Hello");
  expect(seen).toEqual([
    expect.stringMatching(/^Bearer valetkey-/),
    expect.stringMatching(/^Bearer valetkey-/),
  ]);
  expect(responses).toEqual([200, 200]);
  expect(provider.requests.map(({ headers }) => headers.get("x-hook"))).toEqual(["1", "1", "1"]);
  provider.cut({ afterChunks: 0 });
  await caught(model.invoke("Hello"));
  expect(errors).toHaveBeenCalled();
  const calls = seen.length;
  model.removeAllHooksFromHttpClient();
  await model.invoke("Hello");
  expect(seen).toHaveLength(calls);
});

test("the user's own client is the one inside", async () => {
  const { provider, key } = await setUp();
  const request = vi.fn((each: Request) => fetch(each));
  const httpClient = { request } as unknown as NonNullable<
    NonNullable<ConstructorParameters<typeof ChatMistralAI>[0]>["httpClient"]
  >;
  const fields = { model: "gpt-5", serverURL: provider.origin, httpClient };
  const model = new ChatMistralAI(withAuth({ key }, fields));
  provider.rotate();
  await model.invoke("Hello");
  provider.rotate();
  await model.invoke("Hello");
  expect(request).toHaveBeenCalledTimes(3);
  expect(provider.stats.statuses).toEqual({ 200: 2, 401: 1 });
});
