import { type Command, help, readCommandLine } from "./command-line.ts";
import { callLive } from "./live.ts";
import { rehearse } from "./rehearsal.ts";

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopping.abort());

process.exitCode = await main();

async function main(): Promise<number> {
  let command: Command;
  try {
    command = readCommandLine(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${help}`);
    return 2;
  }
  if (command.does === "rehearse") return await rehearse(command.seconds, stopping.signal);
  if (command.does === "live") return await callLive(stopping.signal);
  console.log(help);
  return 0;
}
