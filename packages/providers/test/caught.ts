/** What a promise or a function fails with; not failing is a failure. */
export async function caught(attempt: PromiseLike<unknown> | (() => unknown)): Promise<unknown> {
  try {
    await (typeof attempt === "function" ? attempt() : attempt);
  } catch (error) {
    return error;
  }
  throw new Error("It should have failed.");
}
