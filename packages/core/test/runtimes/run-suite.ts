import {
  createExpect,
  type RunnerTask,
  type RunnerTestCase,
  type RunnerTestFile,
  type SerializedConfig,
  type VitestTestRunner,
  vi,
} from "vitest";
import { setupCommonEnv, startTests } from "vitest/internal/browser";
import { exceptionsOf, type Runtime } from "./suite.ts";

/** How a run ended; `text` says what failed and why, and ends with the totals. */
export interface Report {
  readonly failed: number;
  readonly text: string;
}

/** The part of Vitest's configuration that its runner reads outside of Vitest's own processes. */
const config = {
  root: "/",
  name: "",
  setupFiles: [],
  tags: [],
  sequence: { hooks: "stack", setupFiles: "list", shuffle: false, concurrent: false },
  testTimeout: 20_000,
  hookTimeout: 10_000,
  retry: 0,
  repeats: 0,
  maxConcurrency: 5,
  expect: {},
  fakeTimers: { loopLimit: 10_000, shouldClearNativeTimers: true },
  taskTitleValueFormatTruncate: 40,
} as unknown as SerializedConfig;

/**
 * Runs test files on whatever runtime this is: Vitest's own `test`, `expect` and `vi`, without the processes
 * and the module loader that only Node has.
 *
 * @param files how to import each.
 */
export async function runSuite(
  runtime: Runtime,
  files: Readonly<Record<string, () => Promise<unknown>>>,
): Promise<Report> {
  const problems: string[] = [];
  // Nothing that goes on in the background may escape.
  const escaped = (error: unknown) => void problems.push(`unhandled rejection: ${describe(error)}`);
  process.on("unhandledRejection", escaped);
  const state = { ctx: {}, config, metaEnv: process.env, evaluatedModules: { idToModuleMap: new Map() } };
  Object.assign(globalThis, { __vitest_worker__: state });
  await setupCommonEnv(config);
  const { setTimeout, clearTimeout } = globalThis;
  const runner: VitestTestRunner = {
    config,
    importFile: (path) => files[path]?.(),
    onCollected(collected) {
      for (const file of collected) leaveOut(runtime, file, problems);
    },
    onBeforeTryTask: restore,
    onAfterRunSuite(suite) {
      if (!("filepath" in suite)) return;
      // Vitest gives every file its own globals; here the next one gets the same.
      restore();
      vi.useRealTimers();
      Object.assign(globalThis, { setTimeout, clearTimeout });
    },
    extendTaskContext: (context) =>
      Object.defineProperty(context, "expect", { value: createExpect(context.task) }),
  };
  const ended = await startTests(Object.keys(files), runner);
  // A file that does not load, or a hook that fails.
  for (const task of ended.flatMap(suitesOf)) if (task.result?.errors) problems.push(messages(task));
  const tests = ended.flatMap(testsOf).filter(({ mode }) => mode !== "skip");
  const failing = tests.filter(({ result }) => result?.state !== "pass");
  const failed = failing.length + problems.length;
  const totals = `${runtime}: ${tests.length - failing.length} passed, ${failed} failed`;
  return { failed, text: [...failing.map(messages), ...problems, totals].join("\n\n") };
}

/** Takes out what does not apply here. An exception for nothing is out of date. */
function leaveOut(runtime: Runtime, file: RunnerTestFile, problems: string[]): void {
  for (const { tests } of exceptionsOf(runtime, file.filepath)) {
    const matching = testsOf(file).filter(({ name }) => tests?.test(name));
    if (matching.length === 0) problems.push(`no test of ${file.name} is called ${tests}`);
    for (const test of matching) test.mode = "skip";
  }
}

function restore(): void {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
}

const testsOf = (task: RunnerTask): RunnerTestCase[] =>
  task.type === "test" ? [task] : task.tasks.flatMap(testsOf);

const suitesOf = (task: RunnerTask): RunnerTask[] =>
  task.type === "test" ? [] : [task, ...task.tasks.flatMap(suitesOf)];

/** A task and what went wrong in it. */
function messages({ name, file, result }: RunnerTask): string {
  const errors = (result?.errors ?? []).flatMap((error) => [describe(error), error.diff ?? ""]);
  return [`${file.name} > ${name}: ${result?.state ?? "it did not run"}`, ...errors].join("\n");
}

/** JavaScriptCore's stacks do not begin with the message. */
function describe(error: unknown): string {
  const { message = String(error), stack = "" } = error as Partial<Error>;
  return stack.includes(message) ? stack : `${message}\n${stack}`;
}
