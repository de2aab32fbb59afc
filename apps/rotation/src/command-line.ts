import { parseArgs } from "node:util";
import { shortest } from "./scenario.ts";

export const help: string = `npm run demo                  clients go through a live key rotation, with Valet Key and without
npm run demo -- --seconds 30  for so long (default: 15, at least ${shortest})
npm run demo -- --live        one streamed answer of the real service, with OPENAI_API_KEY;
                              OPENAI_BASE_URL and OPENAI_MODEL (default: gpt-5-mini) are read too
npm run demo -- --help        this text`;

/** What the user asked for. */
export type Command =
  | { readonly does: "rehearse"; readonly seconds: number }
  | { readonly does: "live" | "help" };

/** @throws Error for an option that is unknown or out of range, in words for the user. */
export function readCommandLine(args: readonly string[]): Command {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: "string", default: "15" },
      live: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return { does: "help" };
  if (values.live) return { does: "live" };
  const seconds = Number(values.seconds);
  // A day is enough, and keeps timers within their range.
  if (!(seconds >= shortest && seconds <= 86_400))
    throw new Error(`--seconds is a number from ${shortest} to 86400; got "${values.seconds}".`);
  return { does: "rehearse", seconds };
}
