import { toFile } from "@anthropic-ai/sdk";
import { expect, test } from "vitest";
import { anthropic } from "../../test/clients.ts";
import { startProvider } from "../index.ts";

test("keeps what was uploaded, and says it as Anthropic does", async () => {
  await using provider = await startProvider();
  const { files } = anthropic(provider).beta;
  const bytes = Buffer.from("a\u0000b\r\n--c", "latin1");
  const created = await files.upload({ file: await toFile(bytes, "file.bin", { type: "text/x-c" }) });
  expect(created).toMatchObject({
    type: "file",
    filename: "file.bin",
    mime_type: "text/x-c",
    size_bytes: bytes.length,
  });
  expect(await files.retrieveMetadata(created.id)).toEqual(created);
  expect(Buffer.from(await (await files.download(created.id)).arrayBuffer())).toEqual(bytes);
});

test("lists page by page, newest first, and deletes", async () => {
  await using provider = await startProvider();
  const { files } = anthropic(provider).beta;
  const ids: string[] = [];
  for (const name of ["1", "2", "3"]) {
    ids.unshift((await files.upload({ file: await toFile(Buffer.from(name), name) })).id);
  }
  provider.clear();
  const listed: string[] = [];
  for await (const { id } of files.list({ limit: 2 })) listed.push(id);
  expect(listed).toEqual(ids);
  expect(provider.requests).toHaveLength(2);
  expect(await files.delete(ids[0] ?? "")).toMatchObject({ type: "file_deleted" });
  await expect(files.retrieveMetadata(ids[0] ?? "")).rejects.toMatchObject({
    status: 404,
    error: { error: { type: "not_found_error" } },
  });
});
