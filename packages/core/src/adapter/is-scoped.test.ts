import { expect, test } from "vitest";
import { type Auth, bearer, cached, firstOf, scoped } from "../index.ts";
import { isScoped } from "./is-scoped.ts";

const tenant = () => "acme";
const key = scoped(tenant, (name) => `key-of-${name}`);

test.each<[string, Auth]>([
  ["a key", { key }],
  ["one among several", { key: firstOf(() => undefined, key) }],
  ["headers", { headers: scoped(tenant, (name) => () => ({ "x-tenant": name })) }],
  ["a key in a header", { key: "key-1", headers: [{ "x-team": "search" }, bearer(key)] }],
])("sees that %s depends on who asks", (_what, auth) => {
  expect(isScoped(auth)).toBe(true);
});

test.each<[string, Auth]>([
  ["nothing", {}],
  ["a string", { key: "scoped" }],
  ["a cache", { key: cached(tenant) }],
  ["static headers", { headers: [["x-scoped", "scoped"]] }],
  ["a header of that name", { headers: bearer("key-1") }],
])("sees that %s does not", (_what, auth) => {
  expect(isScoped(auth)).toBe(false);
});
