import { expect, test } from "vitest";
import { openai } from "../../test/clients.ts";
import { startProvider } from "../index.ts";

test("flags nothing", async () => {
  await using provider = await startProvider();
  const { results } = await openai(provider).moderations.create({ input: ["one", "two"] });
  expect(results.map(({ flagged }) => flagged)).toEqual([false, false]);
});
