import { toFile } from "openai";
import { expect, test } from "vitest";
import { openai } from "../../test/clients.ts";
import { startProvider } from "../index.ts";

const model = "gpt-image-1";
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

test("generates and edits pictures as base64", async () => {
  await using provider = await startProvider();
  const { images } = openai(provider);
  const generated = await images.generate({ model, prompt: "a boat", n: 2 });
  expect(generated.data).toHaveLength(2);
  const edited = await images.edit({ model, prompt: "a boat", image: await toFile(PNG, "boat.png") });
  for (const image of [...(generated.data ?? []), ...(edited.data ?? [])]) {
    expect(Buffer.from(image.b64_json ?? "", "base64").subarray(0, 4)).toEqual(PNG);
  }
  const varied = await images.createVariation({ image: await toFile(PNG, "boat.png"), n: 2 });
  expect(varied.data).toHaveLength(2);
  const several = [await toFile(PNG, "1.png"), await toFile(PNG, "2.png")];
  expect((await images.edit({ model, prompt: "both", image: several })).data).toHaveLength(1);
});

test("streams partial pictures", async () => {
  await using provider = await startProvider();
  const types: string[] = [];
  const request = { model, prompt: "a boat", stream: true } as const;
  for await (const event of await openai(provider).images.generate(request)) types.push(event.type);
  expect(types).toEqual(["image_generation.partial_image", "image_generation.completed"]);
});

test("points to a public download, which shows whether a key came along", async () => {
  await using provider = await startProvider();
  const { data } = await openai(provider).images.generate({
    model: "dall-e-3",
    prompt: "a boat",
    response_format: "url",
  });
  expect((await fetch(data?.[0]?.url ?? "")).status).toBe(200);
  expect(provider.requests.at(-1)).toMatchObject({ path: "/download/image.png", key: undefined });
});
