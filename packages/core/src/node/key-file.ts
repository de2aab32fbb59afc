import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { buffer } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { AuthError, isAuthError } from "../auth-error.ts";
import { largest } from "./key-text.ts";

/** What is in a file, all of it written at one time. */
export interface FileText {
  readonly text: string;
  /** The state of the file that it was read from; differs whenever the content may. */
  readonly stamp: string;
  /** When the file was last changed, in ms since the epoch. */
  readonly changed: number;
}

/** An absolute path, resolved once: a later `process.chdir()` must not lead to another key. */
export function locationOf(path: unknown): string {
  if (path instanceof URL && path.protocol === "file:") return fileURLToPath(path);
  if (typeof path === "string" && path !== "" && !path.includes("\0")) return resolve(path);
  throw new TypeError("file(): pass the path of a file, or a file: URL.");
}

/**
 * Reads a file, unless it is as it was at `known`.
 *
 * @throws AuthError `key_unavailable` with the path, the reason and the fix.
 */
export async function readText(
  path: string,
  what: string,
  known: string | undefined,
  signal: AbortSignal | undefined,
): Promise<FileText | undefined> {
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      const before = await stateOf(path);
      if (before.stamp === known) return undefined;
      const bytes = await buffer(createReadStream(path, { end: largest, ...(signal && { signal }) }));
      if (bytes.length > largest) throw unusable("is larger than 1 MiB, so it is no key file");
      // Somebody wrote while we read: this may be half of a key, or halves of two. Some virtual file
      // systems say that a file has 0 bytes, whatever is in it.
      const isWhole = before.size === 0 || before.size === bytes.length;
      if (isWhole && (await stateOf(path)).stamp === before.stamp) {
        if (bytes.length === 0) throw unusable("is empty; write the key to it");
        return { text: decode(bytes), stamp: before.stamp, changed: before.changed };
      }
    }
  } catch (cause) {
    throw isAuthError(cause) ? cause : unreadable(cause as NodeJS.ErrnoException);
  }
  throw unusable("changes while it is read; write a new file and rename it over this one", {
    retryable: true,
  });

  async function stateOf(path: string) {
    const found = await stat(path, { bigint: true });
    if (found.isDirectory()) throw unusable("is a directory; name the file in it");
    // Opening a pipe would wait for somebody to write to it.
    if (!found.isFile()) throw unusable("is a pipe or a device; name a regular file");
    return {
      stamp: [found.dev, found.ino, found.size, found.mtimeNs, found.ctimeNs].join(),
      size: Number(found.size),
      changed: Number(found.mtimeMs),
    };
  }

  function decode(bytes: Uint8Array): string {
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      throw new AuthError("key_invalid", `${what} is not UTF-8; some shells' > writes UTF-16.`);
    }
  }

  function unreadable(cause: NodeJS.ErrnoException): AuthError {
    const { code = "" } = cause;
    const problem =
      code === "ENOENT" || code === "ENOTDIR"
        ? "does not exist; check the path and what should write the file"
        : code === "EACCES" || code === "EPERM"
          ? "may not be read by this process; give its user the permission to"
          : "cannot be read; see the cause";
    // Too many open files, a network disk that stumbles: these pass.
    const passes = /^(EMFILE|ENFILE|EAGAIN|EBUSY|EIO|ESTALE)$/.test(code);
    return unusable(`${problem} (${code || "no code"})`, { cause, ...(passes && { retryable: true }) });
  }

  function unusable(problem: string, options?: { cause?: unknown; retryable?: boolean }): AuthError {
    return new AuthError("key_unavailable", `${what} ${problem}.`, options);
  }
}
