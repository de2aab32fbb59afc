import { inspect } from "node:util";
import { expect, test } from "vitest";
import { caught } from "../../test/caught.ts";
import { AuthError } from "../index.ts";
import { type CommandOptions, command } from "./index.ts";

/** The error of a program: this Node with a line of JavaScript. Nothing in it repeats a secret. */
async function failure(script: string, options?: CommandOptions): Promise<AuthError> {
  return await failureOf([process.execPath, "-e", script], options);
}

async function failureOf(argv: string[], options?: CommandOptions): Promise<AuthError> {
  const error = await caught(command(argv, options)());
  expect(error).toBeInstanceOf(AuthError);
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("needle");
  expect((error as AuthError).message).toContain(`command(${argv[0]})`);
  return error as AuthError;
}

test("says that there is no such program, and repeats no argument", async () => {
  const error = await failureOf(["valetkey-no-such-program", "needle"]);
  expect(error).toMatchObject({ code: "key_unavailable", retryable: false });
  expect(error.message).toContain("was not found; install it");
});

test("says that the folder is missing where that is the reason", async () => {
  const error = await failure("", { cwd: "/valetkey/no/such/folder" });
  expect(error.message).toContain("its cwd does not exist (ENOENT)");
});

test("says that the program may not be run", async () => {
  const error = await failureOf([import.meta.filename]);
  expect(error.message).toContain("may not be run by this process; make it executable (EACCES)");
});

test("gives the exit code and the last line of standard error", async () => {
  const error = await failure(
    `console.error("one\\n\\x1b[31mprofile not found\\x1b[0m\\n"); process.exit(3)`,
  );
  expect(error).toMatchObject({ code: "key_unavailable", retryable: false });
  expect(error.message).toMatch(/\) exited with code 3 \(it said: profile not found\)\.$/);
});

test("gives the signal", async () => {
  const error = await failure(`process.kill(process.pid, "SIGKILL"); setTimeout(() => {}, 1e4)`);
  expect(error.message).toMatch(/\) was ended by SIGKILL\.$/);
});

test("never repeats standard output, and masks in standard error what may be a secret", async () => {
  const error = await failure(
    `console.log('{"token":"needle-1"}');
    console.error("bad token=needle-1, " + "needle".repeat(4) + ", secret " + process.env.SECRET + " here");
    process.exit(1)`,
    { env: { SECRET: "needle-2" } },
  );
  expect(error.message).toMatch(/\(it said: bad .*•••, ••• secret ••• here\)\.$/);
});

test("does not cut a secret in two so that half of it passes for a word", async () => {
  const error = await failure(`console.error("a b ".repeat(49) + "needle".repeat(10)); process.exit(1)`);
  expect(error.message).toContain("a b •••)");
});

test("repeats no more than 200 characters", async () => {
  const error = await failure(`console.error("a b ".repeat(10_000)); process.exit(1)`);
  expect(error.message.length).toBeLessThan(200 + process.execPath.length + 60);
});

test("says that nothing was printed, and what standard error says to that", async () => {
  const error = await failure(`console.error("please log in"); console.log()`);
  expect(error).toMatchObject({ code: "key_unavailable" });
  expect(error.message).toContain("printed nothing to standard output (it said: please log in)");
});

test("ends a program that prints more than 1 MiB", async () => {
  const error = await failure(`setInterval(() => process.stdout.write("needle".repeat(10_000)), 1)`);
  expect(error).toMatchObject({ code: "key_invalid" });
  expect(error.message).toContain("printed more than 1 MiB");
});

test.each([
  ["text around the key", `console.log("Your key: needle")`, undefined, "has U+0020 at index 4"],
  ["half a JSON", `console.log('{"token":"needle')`, undefined, "is not whole JSON"],
  ["no known field", `console.log('{"secret":"needle"}')`, undefined, "name the right one as `field`"],
  ["another field", `console.log('{"token":"needle"}')`, "access.token", "in the field access.token"],
  ["no text", `console.log('{"token":{"needle":1}}')`, undefined, "has no text"],
  ["a wrong expiry", `console.log('{"token":"key-1","expires_in":"needle"}')`, undefined, "expires_in"],
])("says what is wrong with %s", async (_, script, field, text) => {
  const error = await failure(script, { field });
  expect(error).toMatchObject({ code: "key_invalid", retryable: false });
  expect(error.message).toContain(text);
});
