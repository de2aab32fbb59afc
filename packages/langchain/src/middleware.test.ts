import { ChatAnthropic } from "@langchain/anthropic";
import { expect, test } from "vitest";
import { setUp } from "../test/set-up.ts";
import { withAuth } from "./index.ts";

type Fields = NonNullable<ConstructorParameters<typeof ChatAnthropic>[0]>;
type Middleware = (
  request: { readonly headers: Headers },
  next: (request: object) => Promise<Response>,
) => Promise<Response>;

test("the middleware of Anthropic's SDK sees the placeholder and no key, and may send twice", async () => {
  const { provider, key } = await setUp();
  const seen: unknown[] = [];
  const twice: Middleware = async (request, next) => {
    const look = () => seen.push(request.headers.get("x-api-key") ?? request.headers.get("authorization"));
    look();
    expect((await next(request)).status).toBe(200);
    look();
    provider.rotate();
    const response = await next(request);
    look();
    return response;
  };
  const clientOptions = { middleware: [twice] } as NonNullable<Fields["clientOptions"]>;
  const fields = { model: "claude-opus-5", anthropicApiUrl: provider.origin, maxRetries: 0, clientOptions };
  await new ChatAnthropic(withAuth({ key }, fields)).invoke("Hello");
  expect(provider.stats.statuses).toEqual({ 200: 2, 401: 1 });
  expect(seen).toEqual(Array(3).fill(expect.stringContaining("valetkey-placeholder-")));
});
