import Official from "@anthropic-ai/sdk";
import { expect, test, vi } from "vitest";
import { question, setUp } from "../test/set-up.ts";
import { withAuth } from "./index.ts";

test("headers come from the environment as before to its own address, and to one among the options", async () => {
  const { provider, key } = await setUp();
  const { origin: baseURL } = provider;
  vi.stubEnv("ANTHROPIC_CUSTOM_HEADERS", "x-custom: 1");
  await new Official(withAuth({ key }, { baseURL })).messages.create(question);
  vi.stubEnv("ANTHROPIC_BASE_URL", `${baseURL}/`);
  await new Official(withAuth({ key, baseURL })).messages.create(question);
  expect(provider.requests.map(({ headers }) => headers.get("x-custom"))).toEqual(["1", "1"]);
});
