import { parseArgs } from "node:util";
import { shortest } from "./scenario.ts";

export const help: string = `npm run demo                  clients go through a live key rotation, with Valet Key and without
npm run demo -- --seconds 30  for so long (default: 15, at least ${shortest})
npm run demo -- --web         the same as a page, with charts and a button for each fault, until Ctrl-C
npm run demo -- --live        one streamed answer of the real service, with OPENAI_API_KEY;
                              OPENAI_BASE_URL and OPENAI_MODEL (default: gpt-5-mini) are read too
npm run demo -- --help        this text`;

/** What the user asked for. */
export type Command =
  | { readonly does: "rehearse"; readonly seconds: number }
  | { readonly does: "web" | "live" | "help" };

/** @throws Error for an option that is unknown or out of range, in words for the user. */
export function readCommandLine(args: readonly string[]): Command {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: "string" },
      web: { type: "boolean", default: false },
      live: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return { does: "help" };
  const others = Object.keys(values).filter((name) => values[name as keyof typeof values]);
  if (others.length > 1) throw new Error(`--${others.join(" and --")} do not go together.`);
  if (values.web) return { does: "web" };
  if (values.live) return { does: "live" };
  const seconds = Number(values.seconds ?? 15);
  // A day is enough, and keeps timers within their range.
  if (!(seconds >= shortest && seconds <= 86_400))
    throw new Error(`--seconds is a number from ${shortest} to 86400; got "${values.seconds}".`);
  return { does: "rehearse", seconds };
}
