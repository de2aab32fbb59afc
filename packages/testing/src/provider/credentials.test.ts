import { expect, test } from "vitest";
import { startProvider } from "../index.ts";

async function statusWith(headers: Record<string, string>, slots?: readonly string[]): Promise<number> {
  await using provider = await startProvider({ keys: ["good"], ...(slots && { slots }) });
  return (await fetch(`${provider.baseURL}/models`, { headers })).status;
}

test("reads the key from each of the three slots", async () => {
  expect(await statusWith({ authorization: "Bearer good" })).toBe(200);
  expect(await statusWith({ authorization: "bearer good" })).toBe(200);
  expect(await statusWith({ "api-key": "good" })).toBe(200);
  expect(await statusWith({ "x-api-key": "good" })).toBe(200);
});

test("refuses a missing key, another scheme, and two keys that differ", async () => {
  expect(await statusWith({})).toBe(401);
  expect(await statusWith({ authorization: "good" })).toBe(401);
  expect(await statusWith({ authorization: "Basic good" })).toBe(401);
  expect(await statusWith({ authorization: "Bearer good", "api-key": "bad" })).toBe(401);
  expect(await statusWith({ authorization: "Bearer good", "api-key": "good" })).toBe(200);
});

test("reads only the slots that it was told to", async () => {
  expect(await statusWith({ authorization: "Bearer good" }, ["api-key"])).toBe(401);
  expect(await statusWith({ authorization: "Bearer placeholder", "api-key": "good" }, ["api-key"])).toBe(200);
  expect(await statusWith({ "x-goog-api-key": "good" }, ["X-Goog-Api-Key"])).toBe(200);
});
