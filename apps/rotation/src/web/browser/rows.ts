import type { Counts } from "../news.ts";
import { drawBars, drawMoments, drawSpans, scaleOf } from "./charts.ts";
import { all, grouped, write } from "./dom.ts";
import type { Timeline } from "./timeline.ts";

/** What is drawn in a chart, from the bottom up. */
interface Layer {
  readonly look: string;
  readonly value: keyof Counts;
  readonly base?: keyof Counts;
}

const charts: Readonly<Record<string, readonly Layer[]>> = {
  calls: [
    { look: "answered", value: "answered" },
    { look: "failed", value: "failures", base: "answered" },
  ],
  exchanges: [{ look: "exchanged", value: "exchanges" }],
  recovered: [{ look: "recovered", value: "recovered" }],
};

const rows = all("tr[data-client]");

/** Draws every chart anew. All charts of a column have one scale, so that rows can be compared. */
export function drawCharts(timeline: Timeline): void {
  const now = timeline.latest?.at ?? 0;
  const troubles = drawSpans(timeline.troubles, now);
  const moments = drawMoments(timeline.moments, now);
  for (const [name, layers] of Object.entries(charts)) {
    const bars = rows.map((_row, client) =>
      layers.map(({ value, base }) => timeline.bars(client, value, base)),
    );
    const scale = scaleOf(bars.flat(2).map(({ value, base }) => value + base));
    write(`[data-scale="${name}"]`, `to ${scale} a second`);
    rows.forEach((row, client) => {
      const svg = row.querySelector(`svg[data-chart="${name}"]`) as SVGElement;
      drawPath(svg, "trouble", troubles);
      layers.forEach(({ look }, layer) => {
        drawPath(svg, look, drawBars(bars[client]?.[layer] ?? [], now, scale));
      });
      drawPath(svg, "moment", moments);
    });
  }
}

/** The path of that look, made when it is drawn first. */
function drawPath(svg: SVGElement, look: string, d: string): void {
  let path = svg.querySelector(`.${look}`);
  if (path === null) {
    path = document.createElementNS(svg.namespaceURI, "path");
    path.classList.add(look);
    svg.append(path);
  }
  path.setAttribute("d", d);
}

/** The numbers of the rows, why calls fail, and the sums above. */
export function writeNumbers(counts: readonly Counts[], reasons: readonly string[]): void {
  rows.forEach((row, client) => {
    const { answered = 0, failures = 0, exchanges = 0, recovered = 0 } = counts[client] ?? {};
    const numbers = { calls: answered + failures, exchanges, recovered, failures };
    for (const [name, value] of Object.entries(numbers)) write(`[data-count="${name}"]`, grouped(value), row);
    write("[data-reason]", reasons[client] ?? "", row);
    row.classList.toggle("fails", failures > 0);
  });
  for (const side of all(".side")) {
    const own = counts.filter((_counts, client) => rows[client]?.dataset.keys === side.dataset.keys);
    const sum = (name: keyof Counts): number => own.reduce((total, count) => total + count[name], 0);
    const failures = sum("failures");
    write('[data-total="failures"]', grouped(failures), side);
    write('[data-total="calls"]', grouped(sum("answered") + failures), side);
    write('[data-total="exchanges"]', grouped(sum("exchanges")), side);
    write('[data-total="recovered"]', grouped(sum("recovered")), side);
    side.classList.toggle("fails", failures > 0);
  }
}
