import { type Command, help, readCommandLine } from "./command-line.ts";

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
  // Each form loads what it needs: all the SDKs take a while, and help none.
  const { signal } = stopping;
  switch (command.does) {
    case "rehearse":
      return await (await import("./rehearsal.ts")).rehearse(command.seconds, signal);
    case "web":
      return await (await import("./web/serve.ts")).serveDemo(signal);
    case "live":
      return await (await import("./live.ts")).callLive(signal);
    case "help":
      console.log(help);
      return 0;
  }
}
