/** Next waits for open requests before it ends, and the feeds of the panel never end by themselves. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { endAll } = await import("./server/activity.ts");
  process.once("SIGINT", endAll);
  process.once("SIGTERM", endAll);
}
