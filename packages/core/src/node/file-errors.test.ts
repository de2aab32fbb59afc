import { spawnSync } from "node:child_process";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { caught } from "../../test/caught.ts";
import { manualClock } from "../../test/manual-clock.ts";
import { AuthError } from "../index.ts";
import { file } from "./index.ts";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "valetkey-file-"));
  path = join(folder, "key");
});
afterEach(() => rm(folder, { recursive: true }));

const needle = "needle-in-a-file";

/** The error for a file, which names the path and never the content. */
async function failure(content?: string | Uint8Array, field?: string): Promise<AuthError> {
  if (content !== undefined) await writeFile(path, content);
  const error = await caught(file(path, { field })());
  expect(error).toBeInstanceOf(AuthError);
  expect((error as AuthError).message).toContain(path);
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(needle);
  return error as AuthError;
}

test("says that there is no file, which does not pass by itself", async () => {
  const error = await failure();
  expect(error).toMatchObject({ code: "key_unavailable", retryable: false, cause: { code: "ENOENT" } });
  expect(error.message).toContain("does not exist; check the path");
});

test("finds a file that appears, at the next ask", async () => {
  const key = file(path);
  await caught(key());
  await writeFile(path, "key-1");
  expect(await key()).toBe("key-1");
});

test("looks for a missing file every five seconds at the latest", async () => {
  const clock = manualClock();
  const key = file(path, { clock });
  for (let attempt = 0; attempt < 20; attempt++) {
    await caught(key());
    clock.advance(5_000);
  }
  await caught(key());
  await writeFile(path, "key-1");
  clock.advance(5_000);
  expect(await key()).toBe("key-1");
});

test("says that the file may not be read", async () => {
  await writeFile(path, needle);
  await chmod(path, 0);
  // The superuser may read everything, so somebody else has to try.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) await chmod(folder, 0o755);
  const before = process.geteuid?.() ?? 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    const error = await caught(file(path)());
    expect(error).toMatchObject({ code: "key_unavailable", retryable: false });
    expect(inspect(error)).toContain(`file(${path}) may not be read by this process`);
  } finally {
    if (isRoot) process.seteuid?.(before);
  }
});

test("says that it is a directory", async () => {
  const error = await caught(file(folder)());
  expect(error).toMatchObject({
    code: "key_unavailable",
    message: `file(${folder}) is a directory; name the file in it.`,
  });
});

test("says that it is no regular file, before it would wait for somebody to write to it", async () => {
  const error = await caught(file("/dev/null")());
  expect(error).toMatchObject({ code: "key_unavailable" });
  expect((error as AuthError).message).toContain("file(/dev/null) is a pipe or a device");
});

test("says that the file is empty, and that blank is no key", async () => {
  expect(await failure("")).toMatchObject({ code: "key_unavailable" });
  expect(await failure("\n")).toMatchObject({ code: "key_invalid" });
});

test("says that the file is too large to be one", async () => {
  expect((await failure(needle.repeat(100_000))).message).toContain("larger than 1 MiB");
});

test("says that the file is not UTF-8", async () => {
  const error = await failure(Buffer.from(`\uFEFF${needle}`, "utf16le"));
  expect(error).toMatchObject({ code: "key_invalid" });
  expect(error.message).toContain("UTF-16");
});

test("gives the place of what cannot stand in a key", async () => {
  const error = await failure(`${needle} ${needle}`);
  expect(error).toMatchObject({ code: "key_invalid" });
  expect(error.message).toContain(`U+0020 at index ${needle.length}`);
});

test.each([
  ["JSON without a field", `{"token":"${needle}"}`, undefined, "name the field"],
  ["half of a JSON", `{"token":"${needle}`, "token", "is not whole JSON"],
  ["half of a JSON without a field", `{"token":"${needle}`, undefined, "is not whole JSON"],
  ["a bare key instead of JSON", needle, "token", "is not whole JSON"],
  ["another field", `{"key":"${needle}"}`, "auth.token", "has no text in the field auth.token"],
  ["no text in the field", `{"token":["${needle}"]}`, "token", "has no text in the field token"],
  ["a field of every object", `{"token":"${needle}"}`, "constructor.name", "has no text"],
  ["a wrong expiry", `{"token":"${needle}","expires_at":"${needle}"}`, "token", "expires_at that is no time"],
  ["a relative expiry in the wrong field", `{"token":"${needle}","expires_at":3600}`, "token", "expires_at"],
  ["an expiry below zero", `{"token":"${needle}","expires_in":-1}`, "token", "expires_in"],
])("says what is wrong with %s", async (_, content, field, text) => {
  const error = await failure(content, field);
  expect(error).toMatchObject({ code: "key_invalid", retryable: false });
  expect(error.message).toContain(text);
});

test("does not keep the process alive", async () => {
  await writeFile(path, "key-1");
  const index = new URL("./index.ts", import.meta.url).href;
  const program = `
    const { file } = await import(${JSON.stringify(index)});
    const key = file(${JSON.stringify(path)});
    await key();
    key();`;
  const ended = spawnSync(
    process.execPath,
    ["--conditions=@valetkey/source", "--input-type=module", "-e", program],
    {
      timeout: 15_000,
    },
  );
  expect([ended.status, ended.stdout.toString(), ended.stderr.toString()]).toEqual([0, "", ""]);
});
