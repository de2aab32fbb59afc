import type { ClientKind } from "./clients/client.ts";

/** What is compared: clients by who sees to their keys. */
export interface Side {
  readonly keys: ClientKind["keys"];
  readonly title: string;
}

export const sides: readonly Side[] = [
  { keys: "valet key", title: "Valet Key" },
  { keys: "asked for each call", title: "Key function" },
  { keys: "cached until it expires", title: "Cached key" },
];
