import { existsSync } from "node:fs";
import { mkdir, mkdtemp, open, rename, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { caught } from "../../test/caught.ts";
import { findLeaks } from "../../test/find-leaks.ts";
import { manualClock } from "../../test/manual-clock.ts";
import { type AuthEvent, cached } from "../index.ts";
import { file } from "./index.ts";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "valetkey-file-"));
  path = join(folder, "key");
});
afterEach(() => rm(folder, { recursive: true }));

/** Writes in place, as `echo` does. */
const write = (text: string | Uint8Array, to = path) => writeFile(to, text);

/** Writes beside it and renames, as careful writers do. */
async function replace(text: string): Promise<void> {
  await write(text, `${path}.new`);
  await rename(`${path}.new`, path);
}

/** A key file that is looked at again when a minute of the clock has gone by. */
function watched(options: Parameters<typeof file>[1] = {}) {
  const clock = manualClock();
  const events: AuthEvent[] = [];
  const key = file(path, { clock, onEvent: (event) => events.push(event), ...options });
  const later = (duration = 60_000) => {
    clock.advance(duration);
    return key();
  };
  const looks = () => events.filter(({ type }) => type === "refresh_started").length;
  return { key, clock, later, looks, served: () => events.filter(({ type }) => type === "stale_served") };
}

test.each([
  ["a trailing newline", "key-1\n"],
  ["a byte order mark and Windows newlines", "\uFEFFkey-1\r\n"],
  ["quotes, as of a JSON string", '"key-1"\n'],
])("reads a key with %s", async (_, text) => {
  await write(text);
  expect(await file(path)()).toBe("key-1");
});

test("takes a file: URL and a relative path, which it resolves when it is made", async () => {
  await write("key-1");
  expect(await file(pathToFileURL(path))()).toBe("key-1");
  const key = file(relative(process.cwd(), path));
  expect(key.name).toBe(`file(${path})`);
  expect(await key()).toBe("key-1");
});

test("looks at the file once a minute, and reads it only if it is another", async () => {
  await write("key-1");
  const { key, later } = watched();
  expect(await key()).toBe("key-1");
  expect(key.peek()).toBe("key-1");
  await write("key-2");
  expect(await later(59_999)).toBe("key-1");
  expect(await later(1)).toBe("key-2");
});

// Linux has a file with another key at every read, although it never changes and is said to have 0 bytes.
const random = "/proc/sys/kernel/random/uuid";
test.runIf(existsSync(random))("reads an unchanged file after a rejection, and not before", async () => {
  const clock = manualClock();
  const key = file(random, { clock });
  const first = await key();
  clock.advance(60_000);
  expect(await key()).toBe(first);
  const second = await key({ rejected: first, status: 401 });
  expect(second).not.toBe(first);
  expect(await key()).toBe(second);
});

test("looks at the file once for 100 callers", async () => {
  await write("key-1");
  const { key, later, looks } = watched();
  await key();
  await replace("key-2");
  const answers = await Promise.all(Array.from({ length: 100 }, (_, index) => later(index ? 0 : 60_000)));
  expect(new Set(answers)).toEqual(new Set(["key-2"]));
  expect(looks()).toBe(2);
});

test("looks as often as ttl says", async () => {
  await write("key-1");
  const { key, later } = watched({ ttl: 5_000 });
  await key();
  await write("key-2");
  expect(await later(5_000)).toBe("key-2");
  const always = file(path, { ttl: 0 });
  await always();
  await write("key-3");
  expect(await always()).toBe("key-3");
});

test("notices a new file of the same size and time", async () => {
  await write("key-1");
  await utimes(path, 1_700_000_000, 1_700_000_000);
  const { key, later } = watched();
  await key();
  await write("key-2", `${path}.new`);
  await utimes(`${path}.new`, 1_700_000_000, 1_700_000_000);
  await rename(`${path}.new`, path);
  expect(await later()).toBe("key-2");
});

test("notices the symbolic link that Kubernetes swaps above a projected token", async () => {
  for (const version of ["1", "2"]) {
    await mkdir(join(folder, `..${version}`));
    await write(`key-${version}`, join(folder, `..${version}`, "token"));
  }
  await symlink("..1", join(folder, "..data"));
  await symlink(join("..data", "token"), path);
  const { key, later } = watched();
  expect(await key()).toBe("key-1");
  await symlink("..2", join(folder, "..data_tmp"));
  await rename(join(folder, "..data_tmp"), join(folder, "..data"));
  expect(await later()).toBe("key-2");
});

test("reads at once after a rejection", async () => {
  await write("key-1");
  const { key } = watched();
  await key();
  await replace("key-2");
  expect(await key()).toBe("key-1");
  key.invalidate("key-1", { status: 401 });
  expect(await key({ rejected: "key-1", status: 401 })).toBe("key-2");
  expect(await key()).toBe("key-2");
});

test("answers a refused key that still stands in the file with an error", async () => {
  await write("key-1");
  const { key } = watched();
  await key();
  key.accept("key-1");
  expect(await caught(key({ rejected: "key-1", status: 401 }))).toMatchObject({ code: "key_unavailable" });
  await replace("key-2");
  expect(await key({ rejected: "key-1", status: 401 })).toBe("key-2");
});

test.each([
  ["missing", () => rm(path), "key_unavailable"],
  ["empty", () => write(""), "key_unavailable"],
  ["not UTF-8", () => write(new Uint8Array([0xff, 0xfe, 0x6b, 0])), "key_invalid"],
  ["not a key", () => write("no key\n"), "key_invalid"],
  ["huge", () => write("k".repeat(1_048_577)), "key_unavailable"],
])(
  "keeps the last good key while the file is %s, but not once it was refused or dropped",
  async (_, spoil, code) => {
    await write("key-1");
    const { key, later, served } = watched();
    await key();
    await spoil();
    expect(await later()).toBe("key-1");
    expect(await later(86_400_000)).toBe("key-1");
    expect(served()).toMatchObject([{ source: key.name, reason: code }, { reason: code }]);
    expect(await caught(key({ rejected: "key-1", status: 401 }))).toMatchObject({ code });
    key.invalidate();
    expect(await caught(key())).toMatchObject({ code });
    await replace("key-2");
    expect(await key()).toBe("key-2");
  },
);

test("keeps the last good key no longer than it lives by JSON or as a JWT", async () => {
  const inOneHour = manualClock().now() / 1000 + 3600;
  const jwt = ["head", btoa(JSON.stringify({ exp: inOneHour })), "signature"].join(".");
  for (const [text, field] of [
    [JSON.stringify({ token: "key-1", expires_at: inOneHour }), "token"],
    [jwt, undefined],
  ] as const) {
    await write(text);
    const { key, later } = watched({ field });
    const first = await key();
    await write("{");
    expect(await later(3_599_999)).toBe(first);
    expect(await caught(later(1))).toMatchObject({ code: "key_invalid" });
  }
});

test("keeps the last good key as long as there is no other, if it never expires", async () => {
  await write('{ "token": "key-1", "expires_on": 253402300799 }');
  const { key, later } = watched({ field: "token" });
  expect(await key()).toBe("key-1");
  await write("{");
  expect(await later(86_400_000)).toBe("key-1");
});

test("never hands out two halves of keys that are written in place", async () => {
  const size = 1_000_000;
  const chunk = size / 16;
  await write("a".repeat(size));
  const key = file(path, { ttl: 0 });
  await key();
  const handle = await open(path, "r+");
  let isWriting = true;
  const writer = (async () => {
    for (let round = 1; round <= 10; round++)
      for (let start = 0; start < size; start += chunk) {
        await handle.write("ab"[round % 2]?.repeat(chunk) ?? "", start);
        // The clock of the file system is too coarse for so many changes.
        await handle.utimes(round, start);
      }
    isWriting = false;
  })();
  while (isWriting) expect(new Set(await key()).size).toBe(1);
  await writer;
  await handle.close();
  await replace("key-2");
  expect(await key()).toBe("key-2");
});

test.each(["", "key\0", new URL("https://api.example.com/key"), undefined])(
  "refuses the path %o when it is made",
  (wrong) => {
    expect(() => file(wrong as string)).toThrow(TypeError);
  },
);

test.each([{ field: 1 }, { field: "" }, { ttl: Number.NaN }, { timeout: -1 }])(
  "refuses %o when it is made",
  (options) => {
    expect(() => file(path, options as object)).toThrow(TypeError);
  },
);

test("is cached already", () => {
  const key = file(path);
  expect(cached(key)).toBe(key);
});

test("leaks nothing, whatever it holds", async () => {
  await write('{ "token": "needle-in-a-file", "expires_at": 4000000000 }');
  const { key } = watched({ field: "token" });
  expect(await key()).toBe("needle-in-a-file");
  expect(findLeaks(key, "needle-in-a-file")).toEqual([]);
});
