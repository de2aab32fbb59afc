import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { toFile } from "@anthropic-ai/sdk";
import { describe, expect, test } from "vitest";
import { setUp, ways } from "../test/set-up.ts";

const here = import.meta.filename;

describe.each(ways)("through %s", (_way, make) => {
  test.each([
    ["a File", async () => new File([await readFile(here)], "here.ts")],
    ["a Buffer", async () => toFile(await readFile(here), "here.ts")],
    ["a stream of a file", async () => createReadStream(here)],
  ])("%s is uploaded whole when its key was revoked, and comes back", async (_what, file) => {
    const { provider, key } = await setUp();
    const { files } = make(provider, { key }).beta;
    await files.list();
    provider.rotate();
    const { id, size_bytes } = await files.upload({ file: await file() });
    const bytes = await readFile(here);
    expect(size_bytes).toBe(bytes.length);
    provider.rotate();
    const content = await files.download(id);
    expect(Buffer.from(await content.arrayBuffer())).toEqual(bytes);
    expect(provider.stats.statuses).toEqual({ 200: 3, 401: 2 });
  });

  test("a rotation between two pages of files goes unnoticed", async () => {
    const { provider, key } = await setUp();
    const { files } = make(provider, { key }).beta;
    for (const name of ["1", "2", "3"]) await files.upload({ file: await toFile(Buffer.from(name), name) });
    const names: string[] = [];
    for await (const { filename } of files.list({ limit: 1 })) {
      names.push(filename);
      provider.rotate();
    }
    expect(names).toEqual(["3", "2", "1"]);
  });
});
