import type { Auth } from "@valetkey/core";
import { arm } from "./arm.ts";
import type { ClassName } from "./classes.ts";
import type { Fields } from "./fields.ts";

/** What a drop-in takes besides the fields of its class. LangChain opens no WebSockets, so there is no `native`. */
export type AuthOptions = Omit<Auth, "native">;

const names: readonly string[] = [
  "key",
  "headers",
  "baseURL",
  "scheme",
  "origins",
  "id",
  "onEvent",
] satisfies (keyof AuthOptions)[];

/** Tells the auth from the fields and puts the one into the other, for a drop-in's constructor. */
export function armDropIn<F extends object>(name: ClassName, options: F & AuthOptions): F {
  const entries = Object.entries(options);
  const auth: Auth = Object.fromEntries(entries.filter(([each]) => names.includes(each)));
  const fields: Fields = Object.fromEntries(entries.filter(([each]) => !names.includes(each)));
  return arm(auth, fields, name) as F;
}
