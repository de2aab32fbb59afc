import { existsSync } from "node:fs";
import { AuthError } from "../auth-error.ts";
import { cached } from "../cached.ts";
import type { CachedOptions } from "../cached-options.ts";
import type { CachedSource } from "../cached-source.ts";
import type { Expiring, SourceContext } from "../types.ts";
import { checkField, readKey } from "./key-text.ts";
import { lastWords } from "./last-words.ts";
import { run } from "./run.ts";

/** How {@link command} runs a program and keeps what it printed. Times in ms. */
export interface CommandOptions extends CachedOptions {
  /**
   * The output is JSON, and this field of it is the key; dots lead into nested objects:
   * `"credential.access_token"`. Default: a bare key, or JSON with the key in one of the usual fields.
   */
  field?: string | undefined;
  /** How long the program may take before it is ended. `0`: as long as it likes. Default: 30000. */
  timeout?: number | undefined;
  /** Where the program runs. Default: the working directory of this process. */
  cwd?: string | URL | undefined;
  /** Variables over those of this process; `undefined` takes one away. Default: those of this process. */
  env?: Readonly<Record<string, string | undefined>> | undefined;
}

/** Where programs put a token: OAuth, `az`, and the ExecCredential of Kubernetes. */
const usual = ["token", "access_token", "accessToken", "key", "status.token"];

/**
 * The key that a program prints: `gcloud`, `az`, `gh`, `op`, `vault`, a script of your own. Already cached,
 * with the options of `cached()`: it runs again ahead of the key's expiry and after a server refused the
 * key, once for everybody.
 *
 * There is no shell: no quoting, no `$VARIABLE`, no `|`. (On Windows, a `.cmd` or `.bat` file needs one:
 * `["cmd", "/c", "az", …]`.) Do not put secrets into the arguments, which every user of the machine can
 * see; `env` is for them. Standard input is empty, so that nothing waits for a password to be typed.
 * Standard error is ignored as long as the program succeeds. Standard output, at most 1 MiB, is a bare
 * key, a JSON string, or a JSON object with the key in `token`, `access_token`, `accessToken`, `key` or
 * `status.token`, the first of these that is there, or in `field`. The expiry stands beside it:
 * `expires_on`, `expires_at`, `expiresAt`, `expiration`, `expirationTimestamp`, `expiresOn`,
 * `token_expiry` or `expiry` as a date (local time if it names no zone) or as seconds or ms since the
 * epoch, or `expires_in` or `expiresIn` as seconds; if there is one of each, the earlier end counts.
 * Without them the `exp` of a JWT counts; a key with none of these, such as what `gcloud` prints, lives
 * until it is refused, unless you give a `ttl`.
 *
 * A program that takes too long, or whose cache is closed, gets SIGTERM, and SIGKILL two seconds later;
 * so does one that still runs when this process exits, which it does not hold up unless `timeout` is `0`.
 *
 * @param argv The program and its arguments.
 * @throws TypeError for anything but a list of strings with a program first, for a `field`, `cwd` or `env`
 * that cannot be, and for bad options. The source itself: AuthError `key_unavailable` if the program is
 * not there, fails or prints nothing; `key_invalid` if what it prints is no key; `source_timeout` after
 * `timeout`; `closed` after `close()`. The texts name the program and how it ended, and repeat the last
 * line of its standard error with everything masked that may be a secret; never its standard output or
 * what `env` says.
 * @example
 * ```ts
 * import { authFetch } from "@valetkey/core";
 * import { command } from "@valetkey/core/node";
 *
 * const send = authFetch({
 *   key: command(["gcloud", "auth", "print-access-token"], { ttl: 30 * 60_000 }),
 *   baseURL: "https://us-central1-aiplatform.googleapis.com/v1",
 * });
 * ```
 * @example The expiry comes with the token
 * ```ts
 * import { command } from "@valetkey/core/node";
 *
 * const entra = command(["az", "account", "get-access-token", "--scope", "https://ai.azure.com/.default"]);
 * const artifacts = command(["aws", "codeartifact", "get-authorization-token", "--domain", "example"], {
 *   field: "authorizationToken",
 *   env: { AWS_PROFILE: "build" },
 * });
 * ```
 */
export function command(argv: readonly string[], options: CommandOptions = {}): CachedSource<string> {
  checkArguments(argv);
  const { field, cwd, env, ...caching } = options;
  checkField(field);
  checkEnvironment(env);
  const line = [...argv];
  const what = `command(${line[0]})`;
  const secrets = Object.values(env ?? {}).filter((value) => value !== undefined);

  async function ask({ signal }: SourceContext): Promise<Expiring<string>> {
    const from = options.clock?.now() ?? Date.now();
    const ended = await start(signal);
    const { stdout, stderr } = ended;
    const fail = (problem: string) =>
      new AuthError("key_unavailable", `${what} ${problem}${lastWords(stderr, [stdout, ...secrets])}.`);
    if (ended.isTooMuch)
      throw new AuthError("key_invalid", `${what} printed more than 1 MiB, so it is no key.`);
    if (ended.signal) throw fail(`was ended by ${ended.signal}`);
    if (ended.code !== 0) throw fail(`exited with code ${ended.code}`);
    if (stdout.trim() === "") throw fail("printed nothing to standard output");
    return readKey(stdout, {
      what: `The output of ${what}`,
      fields: field === undefined ? usual : [field],
      isJson: field !== undefined,
      from,
    });
  }

  async function start(signal: AbortSignal | undefined) {
    try {
      return await run(line, { cwd, env: { ...env }, signal, isAwaited: options.timeout === 0 });
    } catch (error) {
      throw notStarted((error as NodeJS.ErrnoException).code ?? "no code");
    }
  }

  /** Without a cause: the error of the system lists the arguments. */
  function notStarted(code: string): AuthError {
    const problem =
      code === "ENOENT" && cwd !== undefined && !existsSync(cwd)
        ? "could not start: its cwd does not exist"
        : code === "ENOENT"
          ? "was not found; install it, add its folder to PATH, or give its whole path"
          : code === "EACCES"
            ? "may not be run by this process; make it executable"
            : "could not start";
    // Too many processes or open files: these pass.
    const passes = /^(EAGAIN|EMFILE|ENFILE|ENOMEM)$/.test(code);
    return new AuthError("key_unavailable", `${what} ${problem} (${code}).`, { retryable: passes });
  }

  return cached(ask, { ...caching, name: options.name ?? what });
}

const isText = (value: unknown): value is string => typeof value === "string" && !value.includes("\0");

function checkArguments(argv: unknown): void {
  if (Array.isArray(argv) && argv.every(isText) && argv[0]) return;
  throw new TypeError(
    'command(): pass the program and its arguments as an array of strings, such as ["gh", "auth", "token"]; there is no shell.',
  );
}

function checkEnvironment(env: unknown): void {
  const values = typeof env === "object" && env !== null ? Object.values(env) : undefined;
  if (env === undefined || values?.every((value) => value === undefined || isText(value))) return;
  throw new TypeError("env has to be an object of strings.");
}
