/** What went wrong, as the browser is told: never what a service said, in which a key could be repeated. */
export interface Failure {
  readonly code: FailureCode;
  /** When it makes sense to try again, in seconds from now. */
  readonly retryAfter?: number | undefined;
}

export type FailureCode =
  | "busy"
  | "interrupted"
  | "invalid"
  | "key_missing"
  | "key_refused"
  | "key_source_down"
  | "key_source_refused"
  | "model_missing"
  | "other_user"
  | "provider_down"
  | "rate_limited"
  | "server_unreachable"
  | "signed_out"
  | "too_long"
  | "unanswered"
  | "unknown";

/** The longest message that is accepted, in characters. */
export const longestMessage = 32_000;

/** What the reader is told: what happened, and what to do about it. */
export const explanations: Readonly<Record<FailureCode, readonly [what: string, todo: string]>> = {
  busy: ["An answer is still being written in another tab.", "Reload the page to see it here."],
  interrupted: ["The provider broke off in the middle of its answer.", "Try again."],
  invalid: ["This message cannot be sent.", "Reload the page, and write it anew."],
  key_missing: ["There is no key for the provider.", "Set OPENAI_API_KEY, and start the server again."],
  key_refused: [
    "The provider refused your key, and would not take another one.",
    "Look at the account: was the key withdrawn, or the account closed?",
  ],
  key_source_down: [
    "The token service gives out no keys at the moment.",
    "Your message has not been sent. Try again as soon as the service is back.",
  ],
  key_source_refused: [
    "The token service refused this app.",
    "Check the client id and the secret in CHAT_ACCOUNTS, and start the server again.",
  ],
  model_missing: ["The provider does not know the model.", "Check OPENAI_MODEL and OPENAI_BASE_URL."],
  other_user: ["Somebody else has signed in in another tab.", "Reload the page before you go on."],
  provider_down: ["The provider does not answer.", "Nothing is wrong with your key. Try again in a moment."],
  rate_limited: ["The provider gets too many requests from this account.", "Wait, then try again."],
  server_unreachable: ["The server cannot be reached.", "Check your connection, then try again."],
  signed_out: ["You are signed out.", "Sign in again; what you wrote is still here."],
  too_long: ["This message is too long.", `Shorten it to ${longestMessage.toLocaleString("en")} characters.`],
  unanswered: ["This message has no answer.", "Try again."],
  unknown: ["Something went wrong.", "Try again. If it stays like this, look at the server's log."],
};

/** The failure in an error of `useChat`, whose message is what the server answered. */
export function failureOf(error: Error): Failure {
  try {
    const failure = JSON.parse(error.message) as Failure;
    if (failure.code in explanations) return failure;
  } catch {
    // Not ours: there was no answer, or none that came from the app.
  }
  return { code: error instanceof TypeError ? "server_unreachable" : "unknown" };
}
