export { isTrustworthy } from "../origins.ts";
export { deriveAuth } from "../placeholder.ts";
export { answerFailures } from "./answer-failures.ts";
export { type Heritage, inheritAuth } from "./inherit-auth.ts";
export { isScoped } from "./is-scoped.ts";
export { type Candidates, oneCredential } from "./one-credential.ts";
export { setsCredential } from "./sets-credential.ts";
export { type AuthOptions, splitAuth } from "./split-auth.ts";
export type { FromAuth, Rest } from "./types.ts";
