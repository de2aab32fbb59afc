import Official from "@anthropic-ai/sdk";
import { expect, test, vi } from "vitest";
import { question, setUp, slot } from "../test/set-up.ts";
import { type Auth, withAuth } from "./index.ts";

test("where the auth chose another host, no header of the environment's goes there", async () => {
  const { provider, key } = await setUp();
  const baseURL = provider.origin;
  const ours = slot === "authorization" ? "Bearer key-environment" : "key-environment";
  vi.stubEnv("ANTHROPIC_CUSTOM_HEADERS", `X-Secret: key-environment\n${slot}: ${ours}`);
  const ask = async (auth: Auth, options: ConstructorParameters<typeof Official>[0] = {}) => {
    await new Official(withAuth(auth, { maxRetries: 0, ...options })).messages.create(question);
    const { headers, key } = provider.requests.at(-1) ?? {};
    return [key, headers?.get("x-secret") ?? null];
  };
  expect(await ask({ key, baseURL })).toEqual([provider.key, null]);
  provider.rotate();
  expect(await ask({ key, baseURL })).toEqual([provider.key, null]);
  expect(provider.stats.statuses).toEqual({ 200: 2, 401: 1 });
  // What the user says himself stays.
  const defaultHeaders = { "x-secret": "key-environment" };
  expect(await ask({ key, baseURL }, { defaultHeaders })).toEqual([provider.key, "key-environment"]);
});
