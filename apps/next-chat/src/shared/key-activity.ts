/** One line of the timeline: an event of Valet Key, or what the user did. */
export interface KeyMoment {
  readonly id: number;
  /** In ms since the epoch. */
  readonly at: number;
  readonly type: "refreshed" | "refresh_failed" | "stale_served" | "rejected" | "recovered" | "revoked";
  /** Why, in a word or two. */
  readonly reason?: string | undefined;
  /** How long it took, in ms. */
  readonly duration?: number | undefined;
  readonly fingerprint?: string | undefined;
}

/** What Valet Key did for one user's conversation. */
export interface KeyActivity {
  /** Whether the user can revoke the key here: only what a token service issued. */
  readonly revocable: boolean;
  /** The key in use; undefined before the first message. */
  readonly fingerprint?: string | undefined;
  /** When it came, in ms since the epoch. */
  readonly since?: number | undefined;
  /** Its end, in ms since the epoch; undefined if it does not expire. */
  readonly expiresAt?: number | undefined;
  /** It was revoked or refused, and no other has come yet. */
  readonly isSpent: boolean;
  /** Keys that were asked for and came. */
  readonly exchanges: number;
  /** Messages that a refused key did not keep from arriving. */
  readonly recovered: number;
  /** Newest first. */
  readonly timeline: readonly KeyMoment[];
}
