import type { AdapterDriver } from "./driver.ts";
import type { Stage } from "./stage.ts";

/** What not every SDK can do. */
export type Ability =
  | "absolute"
  | "derive"
  | "download"
  | "knowsAuth"
  | "placeholder"
  | "removesHeaders"
  | "upload";

/** A case before it is tied to an adapter. */
export interface CaseDefinition {
  /** What holds, as a sentence about the adapter. */
  readonly name: string;
  /** What the SDK has to be able to do for it. */
  readonly needs?: readonly Ability[];
  readonly run: (stage: Stage) => Promise<void>;
}

/** One thing that every adapter has to do, tried on one adapter. */
export interface ConformanceCase {
  /** What holds, as a sentence about the adapter. */
  readonly name: string;
  /** What the driver lacks for it; where there is something, the case cannot be run. */
  readonly lacks: readonly string[];
  /** Resolves if it holds. @throws AssertionError of `node:assert` if not, or what the SDK throws. */
  run(): Promise<void>;
}

export const lacking = <Client>(driver: AdapterDriver<Client>, needs: readonly Ability[] = []): Ability[] =>
  needs.filter((ability) => !driver[ability]);
