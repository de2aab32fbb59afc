import type { Counts, Happening, News, Sample } from "../news.ts";
import { area, type Bar, type Span } from "./charts.ts";

/** What has arrived of the last minute. */
export class Timeline {
  samples: readonly Sample[] = [];
  happenings: readonly Happening[] = [];

  add({ at, samples, happenings }: News): void {
    // A bar needs the two samples before its own.
    const oldest = at - area.time - 1500;
    this.samples = [...this.samples, ...samples].filter((sample) => sample.at > oldest);
    this.happenings = [...this.happenings, ...happenings].filter((happening) => happening.at > oldest);
  }

  get latest(): Sample | undefined {
    return this.samples.at(-1);
  }

  /** The moments at which a key was revoked or expired. */
  get moments(): number[] {
    return this.happenings
      .filter(({ fault }) => fault === "revoke" || fault === "expire")
      .map(({ began }) => began);
  }

  /** When the issuer was down or slow. */
  get troubles(): Span[] {
    return this.#pairs
      .filter(([, { causing }]) => causing.includes("down") || causing.includes("slow"))
      .map(([from, to]) => ({ from: from.at, to: to.at }));
  }

  /** What a client had of one thing, on top of what it had of another: over two samples, which is calmer. */
  bars(client: number, value: keyof Counts, base?: keyof Counts): Bar[] {
    return this.#pairs.map(([from, to], index) => {
      const before = this.samples[index - 1] ?? from;
      const perSecond = (of: keyof Counts): number =>
        (1000 * ((to.counts[client]?.[of] ?? 0) - (before.counts[client]?.[of] ?? 0))) / (to.at - before.at);
      return {
        from: from.at,
        to: to.at,
        value: perSecond(value),
        base: base === undefined ? 0 : perSecond(base),
      };
    });
  }

  get #pairs(): (readonly [Sample, Sample])[] {
    return this.samples.slice(1).map((to, index) => [this.samples[index] as Sample, to]);
  }
}
