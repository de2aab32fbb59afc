import { type ConformanceOptions, conformanceCases } from "./conformance-cases.ts";
import type { AdapterDriver } from "./driver.ts";

/** The two functions of a test runner that the suite needs: those of Vitest, Jest, Mocha or `node:test`. */
export interface Runner {
  /** Groups tests under a name. */
  describe(name: string, define: () => void): unknown;
  /** Defines a test. */
  test(name: string, run: () => Promise<void>): unknown;
}

/**
 * Runs every case of the suite on an adapter, in the test runner that is handed in. What the driver cannot do
 * is left out, and named in the title.
 *
 * The longest cases take a few seconds with an SDK that waits before it tries again: allow 20 s for each.
 *
 * @example
 * ```ts
 * import { describe, test } from "node:test";
 * import { type AdapterDriver, describeAdapter } from "@valetkey/testing/conformance";
 *
 * declare const driver: AdapterDriver<unknown>;
 *
 * describeAdapter(driver, { describe, test });
 * ```
 */
export function describeAdapter<Client>(
  driver: AdapterDriver<Client>,
  { describe, test, ...options }: Runner & ConformanceOptions,
): void {
  const cases = conformanceCases(driver, options);
  const lacks = [...new Set(cases.flatMap((each) => each.lacks))];
  describe(lacks.length ? `${driver.name} (left out: ${lacks.join(", ")})` : driver.name, () => {
    for (const { name, lacks, run } of cases) {
      if (lacks.length === 0) test(name, () => run());
    }
  });
}
