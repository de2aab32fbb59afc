/** The area of a chart in its own units, and the time that it shows, in ms. */
export const area = { width: 600, height: 40, time: 60_000 } as const;

/** From one moment to another, in ms since the start. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** How much there was of something within a span, per second, and on top of how much of something else. */
export interface Bar extends Span {
  readonly value: number;
  readonly base: number;
}

/** What there is must be seen, also where the others have a hundred times as much. */
const leastHeight = 2;

const round = (value: number): string => String(Math.round(value * 10) / 10);

/** Where a moment is; before the left edge it is at the edge. */
const x = (at: number, now: number): number => Math.max(0, area.width * (1 - (now - at) / area.time));

function box(span: Span, now: number, top: number, bottom: number): string {
  const left = x(span.from, now);
  const right = x(span.to, now);
  if (right <= left) return "";
  return `M${round(left)} ${round(bottom)}V${round(top)}H${round(right)}V${round(bottom)}Z`;
}

/** Bars as the `d` of a path, of which the highest possible is `scale` per second. */
export function drawBars(bars: readonly Bar[], now: number, scale: number): string {
  const unit = area.height / scale;
  return bars
    .filter(({ value }) => value > 0)
    .map((bar) => {
      const bottom = area.height - bar.base * unit;
      return box(bar, now, bottom - Math.max(leastHeight, bar.value * unit), bottom);
    })
    .join("");
}

/** Bands over the whole height. */
export function drawSpans(spans: readonly Span[], now: number): string {
  return spans.map((span) => box(span, now, 0, area.height)).join("");
}

/** Lines over the whole height. */
export function drawMoments(moments: readonly number[], now: number): string {
  const half = (area.time / area.width) * 1.25;
  return drawSpans(
    moments.map((at) => ({ from: at - half, to: at + half })),
    now,
  );
}

/** The scale for these values: a multiple of five that the highest fits under. */
export function scaleOf(values: readonly number[]): number {
  return Math.max(5, Math.ceil(Math.max(0, ...values) / 5) * 5);
}
