import { startProvider } from "@valetkey/testing";
import { expect, test, vi } from "vitest";
import { runDemo } from "../test/run-demo.ts";

test("prints a streamed answer, what the SDK held and what was sent; never the key", async () => {
  await using provider = await startProvider({ keys: ["key-1"] });
  const env = { OPENAI_API_KEY: "key-1", OPENAI_BASE_URL: provider.baseURL, OPENAI_MODEL: "gpt-4.1" };
  const { code, stdout, stderr } = await runDemo(["--live"], { env });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });

  const [request] = provider.requests;
  expect(request).toMatchObject({ status: 200, key: "key-1", json: { model: "gpt-4.1", stream: true } });
  expect(stdout).toContain(`gpt-4.1 at ${provider.origin}\n> `);
  expect(stdout).toMatch(/\n\n[A-Z][\w ,:;'-]+\. [A-Z][\w ,:;'-]+\.\n\n/);
  expect(stdout).toMatch(/^The SDK held {2}valetkey-placeholder-/m);
  expect(stdout).toContain(`Sent          200 from ${provider.origin}, authorization: [redacted]\n`);
  expect(stdout).not.toContain("key-1");
});

test("a refused key ends with 1, in words that do not repeat it", async () => {
  await using provider = await startProvider();
  provider.fail({ status: 401, message: "Incorrect API key provided: key-*****1.", times: 2 });
  const env = { OPENAI_API_KEY: "key-1", OPENAI_BASE_URL: provider.baseURL };
  const { code, stdout, stderr } = await runDemo(["--live"], { env });
  expect({ code, stderr }).toEqual({ code: 1, stderr: "The service refused the key (401).\n" });
  expect(stdout).toContain("Sent          401 from ");
  expect(stdout).not.toMatch(/key-[\d*]/);
});

test.each([{}, { OPENAI_API_KEY: "" }])("without a key (%j) it says what is missing", async (env) => {
  const { code, stdout, stderr } = await runDemo(["--live"], { env });
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain("set OPENAI_API_KEY");
});

test.each(["http://gateway.internal/v1", "gateway"])("it refuses the address %s with 2", async (address) => {
  const env = { OPENAI_API_KEY: "key-1", OPENAI_BASE_URL: address };
  const { code, stdout, stderr } = await runDemo(["--live"], { env });
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/^OPENAI_BASE_URL: [^\n]*\borigins\b[^\n]*\n$/);
});

test("a key that cannot be one is named as the reason", async () => {
  await using provider = await startProvider();
  const env = { OPENAI_API_KEY: "key 1", OPENAI_BASE_URL: provider.baseURL };
  const { code, stdout, stderr } = await runDemo(["--live"], { env });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^Connection error\. .*OPENAI_API_KEY.*\n$/);
  expect(stdout + stderr).not.toContain("key 1");
  expect(provider.requests).toEqual([]);
});

test("a host that nobody answers at is told by its error's code", async () => {
  const provider = await startProvider();
  await provider.close();
  const env = { OPENAI_API_KEY: "key-1", OPENAI_BASE_URL: provider.baseURL };
  const { code, stderr } = await runDemo(["--live"], { env });
  expect({ code, stderr }).toEqual({ code: 1, stderr: "Connection error. (ECONNREFUSED)\n" });
});

test("Ctrl-C ends it at once", async () => {
  await using provider = await startProvider({ keys: ["key-1"] });
  provider.slow({ delay: 60_000 });
  const interrupt = new AbortController();
  const env = { OPENAI_API_KEY: "key-1", OPENAI_BASE_URL: provider.baseURL };
  const running = runDemo(["--live"], { env, interrupt: interrupt.signal });
  await vi.waitFor(() => expect(provider.requests).toHaveLength(1), { timeout: 15_000 });
  interrupt.abort();
  expect(await running).toMatchObject({ code: 130, stderr: "" });
});
