import type { AuthEvent } from "@valetkey/core";
import type { ClientKind } from "./clients/client.ts";

/** The numbers of one row. */
export interface Totals {
  readonly name: string;
  readonly keys: ClientKind["keys"];
  /** Streamed ones included. */
  readonly calls: number;
  /** Those of them that ended well. */
  readonly answered: number;
  /** Words that arrived in streams. */
  readonly tokens: number;
  /** Counted by the issuer. */
  readonly exchanges: number;
  /** Calls that were refused with 401 and answered all the same. */
  readonly recovered: number;
  readonly failures: number;
  /** What went wrong, and how often. */
  readonly reasons: ReadonlyMap<string, number>;
}

/** Counts what happens to one client. */
export class Tally {
  calls = 0;
  answered = 0;
  tokens = 0;
  /** Those that the issuer has forgotten since. */
  exchanges = 0;
  recovered = 0;
  readonly reasons: Map<string, number> = new Map();

  readonly listen = ({ type }: AuthEvent): void => {
    if (type === "recovered") this.recovered++;
  };

  fail(error: unknown): void {
    const reason = String(error);
    this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + 1);
  }

  get failures(): number {
    return [...this.reasons.values()].reduce((sum, count) => sum + count, 0);
  }
}
