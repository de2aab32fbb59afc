import { afterAll, afterEach } from "vitest";

/**
 * Fails every test that prints. A library that holds keys writes nothing to anybody's terminal, and a stray
 * debugging line is how a key reaches a log. A test that expects output spies on it with `vi.spyOn`.
 */
const printed: string[] = [];

for (const method of ["debug", "dir", "error", "info", "log", "table", "trace", "warn"] as const) {
  console[method] = (...values: unknown[]): void => {
    printed.push(`console.${method}: ${values.map(String).join(" ")}`);
  };
}

for (const name of ["stdout", "stderr"] as const) {
  process[name].write = (chunk: string | Uint8Array): boolean => {
    printed.push(`process.${name}: ${typeof chunk === "string" ? chunk : new TextDecoder().decode(chunk)}`);
    return true;
  };
}

function failIfPrinted(): void {
  const lines = printed.splice(0);
  if (lines.length > 0) throw new Error(`printed during the test:\n${lines.join("\n")}`);
}

afterEach(failIfPrinted);
afterAll(failIfPrinted);
