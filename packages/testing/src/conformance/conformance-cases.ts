import { derivedClients } from "./cases/derived-clients.ts";
import { failingSources } from "./cases/failing-sources.ts";
import { headers } from "./cases/headers.ts";
import { innerFetches } from "./cases/inner-fetches.ts";
import { otherOrigins } from "./cases/other-origins.ts";
import { refusals } from "./cases/refusals.ts";
import { rotation, rotationOf } from "./cases/rotation.ts";
import { secrets } from "./cases/secrets.ts";
import { severalKeys } from "./cases/several-keys.ts";
import { storms } from "./cases/storms.ts";
import { tenantCases } from "./cases/tenants.ts";
import { uploads } from "./cases/uploads.ts";
import { waiting } from "./cases/waiting.ts";
import { type ConformanceCase, lacking } from "./conformance-case.ts";
import type { AdapterDriver } from "./driver.ts";
import { createStage } from "./stage.ts";
import { withoutUnhandled } from "./unhandled.ts";
import { within } from "./within.ts";

const definitions = [
  ...rotation,
  ...storms,
  ...refusals,
  ...failingSources,
  ...waiting,
  ...headers,
  ...tenantCases,
  ...derivedClients,
  ...otherOrigins,
  ...uploads,
  ...severalKeys,
  ...innerFetches,
  ...secrets,
];

/** How the suite is run. */
export interface ConformanceOptions {
  /**
   * How long it waits for what has to happen at once, such as the end of a call that is aborted, in ms.
   * Default 4000.
   */
  readonly patience?: number;
}

/** How long a case may take: one that takes longer waits for something that never comes. */
const limit = 15_000;

/**
 * Everything that an adapter has to do, as functions for any test runner. Each starts servers of its own, so
 * that they may run at the same time, and prints nothing.
 *
 * @example
 * ```ts
 * import { type AdapterDriver, conformanceCases } from "@valetkey/testing/conformance";
 *
 * declare const driver: AdapterDriver<unknown>;
 *
 * for (const { name, lacks, run } of conformanceCases(driver)) {
 *   if (lacks.length === 0) await run();
 *   else console.log(`left out: ${name}`);
 * }
 * ```
 */
export function conformanceCases<Client>(
  driver: AdapterDriver<Client>,
  { patience = 4_000 }: ConformanceOptions = {},
): readonly ConformanceCase[] {
  const kinds = ["chat", "stream", ...Object.keys(driver.calls ?? {})];
  return [...kinds.map(rotationOf), ...definitions].map(({ name, needs, run }) => ({
    name,
    lacks: lacking(driver, needs),
    async run() {
      await using stage = createStage(driver, patience);
      await withoutUnhandled(() => within(limit, "The case has not ended", run(stage)));
    },
  }));
}
