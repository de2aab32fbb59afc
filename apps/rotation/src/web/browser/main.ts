/** The page's script: takes the news and shows them. */
import type { News } from "../news.ts";
import { showControls, wireControls } from "./controls.ts";
import { one, write } from "./dom.ts";
import { listHappenings } from "./happenings.ts";
import { drawCharts, writeNumbers } from "./rows.ts";
import { Timeline } from "./timeline.ts";

const timeline = new Timeline();
const paused = one<HTMLInputElement>("#paused");
const events = new EventSource("/events");

events.addEventListener("message", ({ data }: MessageEvent<string>) => {
  const news: News = JSON.parse(data);
  write("#connection", "");
  timeline.add(news);
  showControls(news);
  if (paused.checked) return;
  if (news.samples.length > 0) drawCharts(timeline);
  if (timeline.latest) writeNumbers(timeline.latest.counts, news.reasons);
  listHappenings(timeline.happenings, news.at);
});
events.addEventListener("error", () => {
  write(
    "#connection",
    "The demo does not answer. It may have been ended; npm run demo -- --web starts it again.",
  );
});
wireControls();
