import { expect, test } from "vitest";
import { isElsewhere } from "./is-elsewhere.ts";

const home = "https://api.openai.com/v1";

test.each([
  ["https://api.openai.com/other", [home], false],
  ["https://eu.api.openai.com/v1", [home], false],
  ["https://evil-api.openai.com.example.com/v1", [home], true],
  ["https://evilapi.openai.com/v1", [home], true],
  ["https://api.groq.com/openai/v1", [home], true],
  ["http://localhost:4000", [home, "http://localhost:4000/v1"], false],
  ["http://localhost:4001", [home, "http://localhost:4000/v1"], true],
  ["https://api.groq.com", [home, undefined, "no address"], true],
  ["no address", [home, "no address either"], true],
])("%s is not at %j: %j", (address, homes, expected) => {
  expect(isElsewhere(address, homes)).toBe(expected);
});
