import { expect, test } from "vitest";
import { openai } from "../../test/clients.ts";
import { startProvider } from "../index.ts";

test("makes, completes, cancels and lists batches", async () => {
  await using provider = await startProvider();
  const { batches } = openai(provider);
  const request = {
    endpoint: "/v1/chat/completions",
    input_file_id: "file-1",
    completion_window: "24h",
  } as const;
  const first = await batches.create(request);
  const second = await batches.create(request);
  expect(first.status).toBe("validating");
  expect((await batches.retrieve(first.id)).status).toBe("completed");
  expect((await batches.cancel(second.id)).status).toBe("cancelled");
  const ids: string[] = [];
  for await (const { id } of batches.list({ limit: 1 })) ids.push(id);
  expect(ids).toEqual([second.id, first.id]);
  await expect(batches.retrieve("batch_missing")).rejects.toMatchObject({ status: 404 });
});
