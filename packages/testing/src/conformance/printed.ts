const { console: terminal, process } = globalThis;
const methods = ["debug", "dir", "error", "info", "log", "trace", "warn"] as const;

/** Everything that is printed meanwhile; it is kept from the terminal. */
export async function printedDuring(action: () => Promise<unknown>): Promise<unknown[]> {
  const printed: unknown[] = [];
  const keep = (...values: unknown[]) => printed.push(...values) > 0;
  const before = { ...terminal };
  const [toOutput, toErrors] = [process.stdout.write, process.stderr.write];
  for (const name of methods) terminal[name] = keep;
  process.stdout.write = keep;
  process.stderr.write = keep;
  try {
    await action();
  } finally {
    for (const name of methods) terminal[name] = before[name];
    process.stdout.write = toOutput;
    process.stderr.write = toErrors;
  }
  return printed.map((value) => (value instanceof Uint8Array ? new TextDecoder().decode(value) : value));
}
