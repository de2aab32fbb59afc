import { createHash } from "node:crypto";
import { toFile } from "openai";
import { expect, test } from "vitest";
import { openai } from "../../test/clients.ts";
import { startProvider } from "../index.ts";

const announced = { bytes: 6, filename: "parts.txt", mime_type: "text/plain", purpose: "user_data" } as const;

test("puts a file together from parts, in the order given at the end", async () => {
  await using provider = await startProvider();
  const { uploads, files } = openai(provider);
  const upload = await uploads.create(announced);
  expect(upload).toMatchObject({ object: "upload", status: "pending" });
  const [second, first] = await Promise.all(
    ["def", "abc"].map(async (text) =>
      uploads.parts.create(upload.id, { data: await toFile(Buffer.from(text)) }),
    ),
  );
  const part_ids = [first?.id ?? "", second?.id ?? ""];
  const md5 = createHash("md5").update("abcdef").digest("hex");
  const completed = await uploads.complete(upload.id, { part_ids, md5 });
  expect(completed).toMatchObject({ status: "completed", file: { filename: "parts.txt", bytes: 6 } });
  const content = await files.content(completed.file?.id ?? "");
  expect([await content.text(), content.headers.get("content-type")]).toEqual(["abcdef", "text/plain"]);
});

test("refuses an end that does not fit, and anything after the end", async () => {
  await using provider = await startProvider();
  const { uploads } = openai(provider);
  const upload = await uploads.create(announced);
  const part = await uploads.parts.create(upload.id, { data: await toFile(Buffer.from("abc")) });
  const complete = (part_ids: string[], md5?: string) =>
    uploads.complete(upload.id, { part_ids, ...(md5 && { md5 }) });
  await expect(complete([part.id])).rejects.toThrow(/3 bytes, not the 6/);
  await expect(complete([part.id, "part_missing"])).rejects.toThrow(/No such part/);
  await expect(complete([part.id, part.id], "other")).rejects.toThrow(/checksum/);
  expect((await uploads.cancel(upload.id)).status).toBe("cancelled");
  await expect(complete([part.id, part.id])).rejects.toMatchObject({ status: 400 });
  await expect(uploads.cancel("upload_missing")).rejects.toMatchObject({ status: 404 });
});
