let last: Promise<unknown> = Promise.resolve();

/** One after the other: for what changes something that belongs to the whole process. */
export function alone<T>(action: () => Promise<T>): Promise<T> {
  const turn = last.then(action, action);
  last = turn.catch(() => {});
  return turn;
}
