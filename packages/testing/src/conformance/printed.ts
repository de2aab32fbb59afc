import { AsyncLocalStorage } from "node:async_hooks";

const { console: terminal, process } = globalThis;
const methods = ["debug", "dir", "error", "info", "log", "trace", "warn"] as const;

/** What the action at hand printed. */
const printing = new AsyncLocalStorage<unknown[]>();

/** Everything that an action prints; it is kept from the terminal, and what others print is not. */
export async function printedDuring(action: () => Promise<unknown>): Promise<unknown[]> {
  const printed: unknown[] = [];
  const restore = [...methods.map(divertMethod), divertStream("stdout"), divertStream("stderr")];
  try {
    await printing.run(printed, action);
  } finally {
    for (const undo of restore) undo();
  }
  return printed.map((value) => (value instanceof Uint8Array ? new TextDecoder().decode(value) : value));
}

function divertMethod(name: (typeof methods)[number]): () => void {
  const before = terminal[name];
  terminal[name] = (...values: unknown[]) => {
    const printed = printing.getStore();
    if (printed) printed.push(...values);
    else Reflect.apply(before, terminal, values);
  };
  return () => {
    terminal[name] = before;
  };
}

/** A test runner's reports may go the same way at the same time. */
function divertStream(name: "stdout" | "stderr"): () => void {
  const stream = process[name];
  const before = stream.write;
  stream.write = (...values: unknown[]) => {
    const printed = printing.getStore();
    return printed ? printed.push(values[0]) > 0 : Reflect.apply(before, stream, values);
  };
  return () => {
    stream.write = before;
  };
}
