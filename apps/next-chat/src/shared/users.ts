/** Somebody who can sign in. */
export interface User {
  readonly id: string;
  readonly name: string;
}

/** The demo's users. In your app: a table. */
export const users: readonly User[] = [
  { id: "alice", name: "Alice" },
  { id: "bob", name: "Bob" },
];
