import { expect, test } from "vitest";
import { anthropic, get, openai } from "../../test/clients.ts";
import { startProvider } from "../index.ts";

test("lists and retrieves OpenAI's models", async () => {
  await using provider = await startProvider();
  const { models } = openai(provider);
  const { data } = await models.list();
  expect(data.map(({ id }) => id)).toContain("gpt-5");
  expect((await models.retrieve("gpt-5")).object).toBe("model");
  await expect(models.retrieve("gpt-0")).rejects.toMatchObject({ status: 404, code: "model_not_found" });
  const page = await (await get(provider, "/v1/models?limit=1&after=gpt-5")).json();
  expect(page).toMatchObject({ data: [{ id: "gpt-5-mini" }], has_more: true });
});

test("lists Anthropic's models page by page", async () => {
  await using provider = await startProvider();
  const { models } = anthropic(provider);
  const ids: string[] = [];
  for await (const { id } of models.list({ limit: 2 })) ids.push(id);
  expect(ids).toHaveLength(3);
  expect(provider.requests).toHaveLength(2);
  expect((await models.retrieve(ids[0] ?? "")).type).toBe("model");
});
