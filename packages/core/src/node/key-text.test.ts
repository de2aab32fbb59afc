import { expect, test } from "vitest";
import { readKey } from "./key-text.ts";

const from = 1_800_000_000_000;
const inOneHour = from + 3_600_000;

/** Reads JSON that has a key and whatever else. */
const expiryOf = (fields: object, fieldsOfKey = ["token"]) =>
  readKey(JSON.stringify({ token: "key-1", ...fields }), {
    what: "text",
    fields: fieldsOfKey,
    isJson: true,
    from,
  }).expiresAt;

test.each([
  ["seconds", { expires_at: inOneHour / 1000 }],
  ["seconds in quotes", { expires_on: `${inOneHour / 1000}` }],
  ["seconds with a fraction", { expiration: inOneHour / 1000 + 0.0 }],
  ["ms", { expiresAt: inOneHour }],
  ["a date", { expirationTimestamp: new Date(inOneHour).toISOString() }],
  ["a date with a zone", { Expiration: "2027-01-15T10:00:00+01:00" }],
  ["a date of gcloud's", { token_expiry: "2027-01-15T09:00:00Z" }],
  ["a duration", { expires_in: 3600 }],
  ["a duration in quotes", { expiresIn: "3600" }],
  ["both, of which the earlier counts", { expires_in: 3600, expires_at: inOneHour / 1000 + 60 }],
  ["both, the other way round", { expires_in: 7200, expires_at: inOneHour / 1000 }],
  ["one that is null", { expires_at: null, expiry: new Date(inOneHour).toISOString() }],
])("understands %s", (_, fields) => {
  expect(expiryOf(fields)).toBe(inOneHour);
});

test("prefers the unambiguous one of the two that az prints, and reads the other as local time", () => {
  const local = new Date(2027, 0, 15, 12, 30, 5).getTime();
  expect(expiryOf({ expiresOn: "2027-01-15 12:30:05.000000" })).toBe(local);
  expect(expiryOf({ expiresOn: "2027-01-15 12:30:05.000000", expires_on: inOneHour / 1000 })).toBe(inOneHour);
});

test.each([
  { expires_on: 253_402_300_799 },
  { expires_on: "253402300799" },
  { expires_at: 253_402_300_799_000 },
  { expiration: "9999-12-31T23:59:59Z" },
])("understands %j, as of a key that never expires", (fields) => {
  expect(expiryOf(fields)).toBe(253_402_300_799_000);
});

test("knows no expiry where none is", () => {
  expect(expiryOf({})).toBeUndefined();
  expect(expiryOf({ nested: { expires_in: 1 } })).toBeUndefined();
});

test.each([
  { expires_at: "soon" },
  { expires_at: "" },
  { expires_at: 0 },
  { expires_at: -1 },
  { expires_at: true },
  { expires_at: "0001-01-01T00:00:00Z" },
  { expires_in: "1h" },
  { expires_in: {} },
])("refuses %j", (fields) => {
  expect(() => expiryOf(fields)).toThrow(expect.objectContaining({ code: "key_invalid" }));
});

test("finds nested fields, list entries and names with dots, and the expiry beside them", () => {
  const json = JSON.stringify({
    auth: { client_token: "key-1", expires_in: 3600 },
    data: { "api.key": "key-2", list: [{ id: "key-3" }] },
    expires_in: 1,
  });
  const read = (field: string) => readKey(json, { what: "text", fields: [field], isJson: true, from });
  expect(read("auth.client_token")).toEqual({ value: "key-1", expiresAt: inOneHour });
  expect(read("data.api.key").value).toBe("key-2");
  expect(read("data.list.0.id").value).toBe("key-3");
});
