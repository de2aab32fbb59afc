import { expect, test } from "vitest";
import { caught } from "../../test/caught.ts";
import { oneCredential } from "./one-credential.ts";

test("names the one that is given", () => {
  expect(oneCredential({ key: undefined, apiKey: null, authToken: "key-1" })).toBe("authToken");
  expect(oneCredential({ key: "" })).toBe("key");
  expect(oneCredential({ key: undefined })).toBeUndefined();
});

test("refuses two, names both, and shows neither", async () => {
  const error = await caught(() => oneCredential({ key: "key-1", apiKey: "key-2", provider: {} }));
  expect(error).toMatchObject({
    code: "auth_conflict",
    message: "key and apiKey exclude each other; remove one.",
  });
});
