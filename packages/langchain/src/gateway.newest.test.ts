import { expect, test, vi } from "vitest";
import { caught, setUp } from "../test/set-up.ts";
import { ChatOpenAI } from "./index.ts";

test("the key does not go to LangSmith's gateway, to which LangChain turns by itself, unless origins names it", async () => {
  const { provider, key } = await setUp();
  vi.stubEnv("LANGSMITH_GATEWAY", provider.origin);
  const error = await caught(new ChatOpenAI({ key }).invoke("Hello"));
  expect(error).toMatchObject({ lc_error_code: "MODEL_AUTHENTICATION", code: "origin_refused" });
  expect(provider.requests).toHaveLength(0);
  await new ChatOpenAI({ key, origins: [provider.origin] }).invoke("Hello");
  expect(provider.stats.statuses).toEqual({ 200: 1 });
});
