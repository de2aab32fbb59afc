import { summary } from "./statistics.ts";

/** Something to be measured. */
export interface Variant {
  /** Done once per iteration. */
  readonly run: () => unknown;
  /** Its answer is not awaited. */
  readonly isSync?: boolean | undefined;
}

/** How long to measure. */
export interface Effort {
  /** How often every variant gets its turn. */
  readonly rounds: number;
  /** How long a turn takes, in ms: short enough that most turns are not interrupted. */
  readonly slice: number;
}

/** A variant's times per iteration in ns, one for each round. */
export type Times = readonly number[];

/**
 * Measures variants in turns, in one process. What slows the machine down for a while slows a whole round
 * down, so that the ratio of two times of one round says more than either time. All run equally often in a
 * turn: one that ran more often would have the garbage collector in more of its turns.
 */
export async function interleave<Name>(
  variants: ReadonlyMap<Name, Variant>,
  { rounds, slice }: Effort,
): Promise<ReadonlyMap<Name, Times>> {
  const iterations = await iterationsFor([...variants.values()], slice);
  const contestants = [...variants].map(([name, variant]) => ({ name, variant, times: [] as number[] }));
  for (let round = 0; round < rounds; round++) {
    // Nobody always follows the same one, whose garbage would be theirs to collect.
    for (const { variant, times } of shuffled(contestants)) times.push(await measure(variant, iterations));
  }
  return new Map(contestants.map(({ name, times }) => [name, times]));
}

/** How many iterations of a middling variant fill a slice, once the compiler is done with all of them. */
async function iterationsFor(variants: readonly Variant[], slice: number): Promise<number> {
  let iterations = 100;
  for (let warm = 0; warm < 30 * variants.length; ) {
    const times: number[] = [];
    for (const variant of variants) times.push((await measure(variant, iterations)) / 1e6);
    warm += iterations * times.reduce((sum, time) => sum + time);
    iterations = Math.ceil(slice / summary(times).median);
  }
  return iterations;
}

/** One loop for all: each pays the same for it. */
async function measure({ run, isSync }: Variant, iterations: number): Promise<number> {
  const start = process.hrtime.bigint();
  if (isSync) for (let count = 0; count < iterations; count++) sink[0] = run();
  else for (let count = 0; count < iterations; count++) sink[0] = await run();
  return Number(process.hrtime.bigint() - start) / iterations;
}

/** What nobody uses the compiler may leave out. */
const sink: unknown[] = [];

function shuffled<T>(items: readonly T[]): T[] {
  const copy = [...items];
  for (let last = copy.length - 1; last > 0; last--) {
    const other = Math.floor(Math.random() * (last + 1));
    [copy[last], copy[other]] = [copy[other] as T, copy[last] as T];
  }
  return copy;
}
