import { expect, test } from "vitest";
import { examplesInMarkdown, examplesInSource } from "./extract.ts";

test("finds the TypeScript blocks of Markdown with their lines", () => {
  const text = [
    "# Title",
    "```sh",
    "npm i",
    "```",
    "```ts",
    "const a = 1;",
    "```",
    "- x",
    "  ```tsx",
    "  <b />",
    "  ```",
  ];
  expect(examplesInMarkdown("a.md", text.join("\n"))).toEqual([
    { file: "a.md", line: 6, indent: 0, language: "ts", code: "const a = 1;" },
    { file: "a.md", line: 10, indent: 2, language: "tsx", code: "<b />" },
  ]);
});

test("reads the name of a file after the language", () => {
  const text = ["```ts adapter.test.ts", "code;", "```", "```ts not a name", "```"];
  const names = examplesInMarkdown("a.md", text.join("\n")).map(({ name }) => name);
  expect(names).toEqual(["adapter.test.ts", undefined]);
});

test("keeps a block whole that shows a fence of its own", () => {
  const text = ["````md", "```ts", "not code", "```", "````", "```typescript", "code;", "```"];
  expect(examplesInMarkdown("a.md", text.join("\n")).map(({ code }) => code)).toEqual(["code;"]);
});

test("finds the blocks of doc comments, indented ones too", () => {
  const text = [
    "let a;",
    "/**",
    " * Says.",
    " * @example",
    " * ```ts",
    " * one();",
    " *",
    " * two();",
    " * ```",
    " */",
  ];
  expect(examplesInSource("a.ts", text.join("\n"))).toEqual([
    { file: "a.ts", line: 6, indent: 3, language: "ts", code: "one();\n\ntwo();" },
  ]);
  const indented = text.map((line) => `  ${line}`).join("\n");
  expect(examplesInSource("a.ts", indented)).toEqual([
    { file: "a.ts", line: 6, indent: 5, language: "ts", code: "one();\n\ntwo();" },
  ]);
});

test("finds an @example without a fence, up to the next tag", () => {
  const text = ["/**", " * @example", " * one();", " * two();", " * @returns x", " */"];
  expect(examplesInSource("a.ts", text.join("\n"))).toEqual([
    { file: "a.ts", line: 3, indent: 3, language: "ts", code: "one();\ntwo();" },
  ]);
});

test("ignores blocks in other languages and in plain comments", () => {
  expect(examplesInSource("a.ts", "/**\n * ```json\n * {}\n * ```\n */\n/* ```ts */")).toEqual([]);
});
