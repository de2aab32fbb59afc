import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as sdk from "openai";
import { expect, test } from "vitest";
import { namespaceFile, openai } from "../../../scripts/sdk-namespaces.ts";
import * as dropIn from "./index.ts";

test("the generated names are those of the SDK that is installed", () => {
  expect(readFileSync(join(import.meta.dirname, "generated/namespace.ts"), "utf8")).toBe(
    namespaceFile(openai),
  );
});

test("everything that the SDK exports is here as well", () => {
  for (const name of Object.keys(sdk)) expect(dropIn).toHaveProperty(name);
  expect(dropIn.default).toBe(dropIn.OpenAI);
});
