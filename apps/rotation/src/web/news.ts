/** What one client has done since the start. */
export interface Counts {
  readonly answered: number;
  readonly failures: number;
  /** Counted by the issuer. */
  readonly exchanges: number;
  /** Answered after a 401. */
  readonly recovered: number;
}

/** The counts of all clients at one moment, in the order of the table. */
export interface Sample {
  /** In ms since the start. */
  readonly at: number;
  readonly counts: readonly Counts[];
  /** The faults that were going on. */
  readonly causing: readonly string[];
}

/** A line of the log. */
export interface Happening {
  /** In ms since the start. */
  readonly at: number;
  /** When its fault began: that of the first client was in place earlier than that of the last. */
  readonly began: number;
  readonly fault: string;
  readonly text: string;
}

/** What the page is told, twice a second and whenever something happens. */
export interface News {
  /** Now, in ms since the start. */
  readonly at: number;
  readonly samples: readonly Sample[];
  readonly happenings: readonly Happening[];
  readonly causing: readonly string[];
  /** Whether keys are revoked without anybody asking for it. */
  readonly surprises: boolean;
  /** Why calls of a client fail, for most of them; empty if none does. */
  readonly reasons: readonly string[];
}
