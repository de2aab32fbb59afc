/** A runtime besides Node, on which Vitest runs the same files. */
export type Runtime = "bun" | "deno" | "workerd";

/** What another runtime does not run, and why; without `tests` the whole file. */
interface Exception {
  readonly file: string;
  readonly tests?: RegExp;
  readonly on: readonly Runtime[];
  readonly reason: string;
}

const all: readonly Runtime[] = ["bun", "deno", "workerd"];

const exceptions: readonly Exception[] = [
  { file: "cached-process", on: all, reason: "It starts programs with Node." },
  { file: "openai-sdk", on: ["workerd"], reason: "The provider of @valetkey/testing is a Node program." },
  { file: "storm", on: ["workerd"], reason: "So is the token issuer." },
  {
    file: "auth-error",
    tests: /another copy of this package/,
    on: all,
    reason: "Only Vitest's own loader loads a module twice.",
  },
  {
    file: "auth-error",
    tests: /is an Error with a literal code, a name and its cause/,
    on: ["workerd"],
    reason: "Its stack names the bundle, not the file that the test looks for.",
  },
  {
    file: "cached-events",
    tests: /does not share its fingerprints with another one/,
    on: all,
    reason: "The same.",
  },
  {
    file: "redirect",
    tests: /as fetch does: .* with FormData/,
    on: all,
    reason: "Each runtime writes the boundary in its own way, and the test knows Node's.",
  },
  {
    file: "redirect",
    tests: /as fetch does: .* with a stream/,
    on: ["bun"],
    reason: "Bun's fetch keeps a stream to send it again; authFetch gives up, as the standard says.",
  },
  {
    file: "redirect",
    tests: /gives a loop up where fetch does/,
    on: ["bun"],
    reason: "Bun's fetch follows 126 redirects; authFetch 20, as the standard says.",
  },
  {
    file: "redirect",
    tests: /follows a Request, whose body goes out once/,
    on: ["bun"],
    reason: "Bun sends a string without the content-type that the test looks for.",
  },
  {
    file: "redirect",
    tests:
      /30[12] as fetch does: POST with (a string|a Blob|URLSearchParams)|303 as .* with (a string|a Blob|URL)/,
    on: ["workerd"],
    reason: "workerd's fetch keeps the content-type of a body that it drops; authFetch drops both.",
  },
  {
    file: "redirect",
    tests: /honours the caller's own redirect mode/,
    on: ["workerd"],
    reason: 'workerd has no redirect: "error"; for "manual" there is a test of its own.',
  },
  {
    file: "redirect-elsewhere",
    tests: /does not follow to (ftp|file|http:\/\/user)/,
    on: ["workerd"],
    reason: "workerd's own fetch fails there with another class of error than the test expects of it.",
  },
];

/** Everything that a runtime leaves out of a file. */
export const exceptionsOf = (runtime: Runtime, file: string): readonly Exception[] =>
  exceptions.filter(
    (exception) => exception.on.includes(runtime) && file.includes(`/${exception.file}.test.`),
  );

/** Does a runtime run this file at all? */
export const runsOn = (runtime: Runtime, file: string): boolean =>
  exceptionsOf(runtime, file).every(({ tests }) => tests);
