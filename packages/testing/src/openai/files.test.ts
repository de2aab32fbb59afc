import { createReadStream } from "node:fs";
import { toFile } from "openai";
import { expect, test } from "vitest";
import { openai } from "../../test/clients.ts";
import { startProvider } from "../index.ts";

const purpose = "user_data";

test("keeps what was uploaded, whatever it was uploaded from", async () => {
  await using provider = await startProvider();
  const { files } = openai(provider);
  const bytes = Buffer.from("a\u0000b\r\n--c", "latin1");
  const uploads = [
    new File([bytes], "file.bin"),
    await toFile(bytes, "buffer.bin"),
    await toFile(new Blob([bytes]), "blob.bin"),
  ];
  for (const file of uploads) {
    const created = await files.create({ file, purpose });
    expect(created).toMatchObject({ filename: file.name, bytes: bytes.length, purpose });
    expect(await files.retrieve(created.id)).toEqual(created);
    const content = await files.content(created.id);
    expect(Buffer.from(await content.arrayBuffer())).toEqual(bytes);
  }
  const streamed = await files.create({ file: createReadStream(import.meta.filename), purpose });
  expect(streamed.filename).toBe("files.test.ts");
  expect(await (await files.content(streamed.id)).text()).toContain("keeps what was uploaded");
});

test("streams a large file in pieces", async () => {
  await using provider = await startProvider();
  const { files } = openai(provider);
  const { id } = await files.create({ file: await toFile(Buffer.alloc(1_000_000, 7), "large.bin"), purpose });
  const content = await files.content(id);
  expect(content.headers.has("content-length")).toBe(false);
  expect((await content.arrayBuffer()).byteLength).toBe(1_000_000);
});

test("lists page by page, newest first, and deletes", async () => {
  await using provider = await startProvider();
  const { files } = openai(provider);
  const ids: string[] = [];
  for (const name of ["1", "2", "3", "4", "5"]) {
    ids.unshift((await files.create({ file: await toFile(Buffer.from(name), name), purpose })).id);
  }
  provider.clear();
  const listed: string[] = [];
  for await (const { id } of files.list({ limit: 2 })) listed.push(id);
  expect(listed).toEqual(ids);
  expect(provider.requests).toHaveLength(3);
  await files.delete(ids[0] ?? "");
  expect((await files.list({ order: "asc" })).data.map(({ id }) => id)).toEqual(ids.slice(1).reverse());
  await expect(files.retrieve(ids[0] ?? "")).rejects.toMatchObject({ status: 404 });
  await expect(files.list({ after: "file-missing" })).rejects.toMatchObject({ status: 400 });
});

test("is readable before its end is sent, and can be cut off, however small", async () => {
  await using provider = await startProvider();
  const { files, audio } = openai(provider);
  const { id } = await files.create({ file: await toFile(Buffer.from("abcdefgh"), "small.txt"), purpose });
  const speech = () => audio.speech.create({ model: "tts-1", voice: "alloy", input: "Hi" });
  const slow = provider.slow({ chunkDelay: 1e9 });
  for (const response of [await files.content(id), await speech()]) {
    const reader = response.body?.getReader();
    expect((await reader?.read())?.value?.length).toBeGreaterThan(0);
    await reader?.cancel();
  }
  slow.end();
  provider.cut({ times: 2 });
  for (const response of [await files.content(id), await speech()]) {
    await expect(response.arrayBuffer()).rejects.toThrow();
  }
});
