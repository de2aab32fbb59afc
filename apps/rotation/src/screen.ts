import { createLogUpdate } from "log-update";
import { paint } from "./paint.ts";
import { terminalPace, title } from "./scenario.ts";
import { table } from "./table.ts";
import type { Totals } from "./tally.ts";

/** What the live table shows beside the numbers. */
export interface Frame {
  readonly rows: readonly Totals[];
  /** In seconds. */
  readonly elapsed: number;
  readonly seconds: number;
  /** What happened, the latest last. */
  readonly events: readonly string[];
}

const { lifetime, surpriseEvery } = terminalPace;
const plot = `Keys live ${lifetime} s, and every ${surpriseEvery} s each client's key is revoked by surprise.`;

/** The columns that a frame needs. */
const width = 80;
const barWidth = 50;
const eventLines = 3;

/** Can it be shown there? A narrower terminal would wrap its lines, a dumb one cannot draw over them. */
export function canDraw(
  { isTTY, columns }: Partial<NodeJS.WriteStream>,
  { TERM }: NodeJS.ProcessEnv,
): boolean {
  return isTTY === true && TERM !== "dumb" && (columns || width) >= width;
}

/** Draws frames over one another; `close` wipes the last one and shows the cursor again. */
export function openScreen(): { draw(frame: Frame): void; close(): void } {
  const update = createLogUpdate(process.stdout);
  return {
    draw: (frame) => update(picture(frame).join("\n")),
    close() {
      update.clear();
      update.done();
    },
  };
}

/** One frame: never wider than 80 columns, always of the same height. */
export function picture({ rows, elapsed, seconds, events }: Frame): string[] {
  const shown = events.slice(-eventLines);
  const blank = Array.from({ length: eventLines - shown.length }, () => "");
  return [
    paint("bold", title),
    paint("dim", plot),
    "",
    ...table(rows),
    "",
    ...shown,
    ...blank,
    "",
    bar(elapsed, seconds),
  ];
}

function bar(elapsed: number, seconds: number): string {
  const full = Math.round(Math.min(1, elapsed / seconds) * barWidth);
  const left = Math.ceil(seconds - elapsed);
  const text = left > 0 ? `${left} s left` : "the last answers arrive";
  return `${paint("green", "█".repeat(full))}${paint("dim", "░".repeat(barWidth - full))}  ${text}`;
}
