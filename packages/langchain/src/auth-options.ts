import type { Auth } from "@valetkey/core";
import { splitAuth } from "@valetkey/core/adapter";
import { arm } from "./arm.ts";
import type { ClassName } from "./classes.ts";
import type { Fields } from "./fields.ts";

/** What a drop-in takes besides the fields of its class. LangChain opens no WebSockets, so there is no `native`. */
export type AuthOptions = Omit<Auth, "native">;

/** Tells the auth from the fields and puts the one into the other, for a drop-in's constructor. */
export function armDropIn<F extends object>(name: ClassName, options: F & AuthOptions): F {
  // No class of LangChain has a field of this name: it is the auth's.
  const { baseURL, ...others } = options;
  const [auth, fields] = splitAuth<Fields>(others);
  return arm(baseURL === undefined ? auth : { ...auth, baseURL }, fields, name) as F;
}
