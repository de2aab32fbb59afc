import { expect, test } from "vitest";
import { openai } from "../../test/clients.ts";
import { startProvider } from "../index.ts";

const model = "text-embedding-3-small";

test("gives unit vectors, the same as numbers and as the SDK's own base64", async () => {
  await using provider = await startProvider();
  const { embeddings } = openai(provider);
  const input = ["red boat", "blue boat"];
  const packed = await embeddings.create({ model, input });
  const plain = await embeddings.create({ model, input, encoding_format: "float" });
  expect(provider.requests.map(({ json }) => json)).toMatchObject([
    { encoding_format: "base64" },
    { encoding_format: "float" },
  ]);
  expect(packed.data).toEqual(plain.data);
  expect(packed.data[0]?.embedding).toHaveLength(1536);
  expect(packed.data[0]?.embedding).not.toEqual(packed.data[1]?.embedding);
  expect(Math.hypot(...(packed.data[1]?.embedding ?? []))).toBeCloseTo(1, 5);
  expect(packed.usage).toEqual({ prompt_tokens: 4, total_tokens: 4 });
});

test("honours dimensions and takes tokens for text", async () => {
  await using provider = await startProvider();
  const { embeddings } = openai(provider);
  const { data } = await embeddings.create({ model, input: [[1, 2], [3]], dimensions: 8 });
  expect(data.map(({ embedding }) => embedding.length)).toEqual([8, 8]);
});
