/** One block of TypeScript in a text. */
export interface Example {
  /** Where it was found, from the root of the repository. */
  file: string;
  /** The line of its first line of code, counted from 1. */
  line: number;
  /** How many columns were taken off the front of its lines. */
  indent: number;
  language: "ts" | "tsx";
  /** The file's name after the language, by which the others of the text import it. */
  name?: string;
  code: string;
}

const languages = new Map<string, Example["language"]>([
  ["ts", "ts"],
  ["typescript", "ts"],
  ["mts", "ts"],
  ["tsx", "tsx"],
]);

/** The blocks that are fenced as `ts`, `typescript`, `mts` or `tsx`. */
export function examplesInMarkdown(file: string, text: string): Example[] {
  return fencedBlocks(file, text.split("\n"), 1);
}

/**
 * The fenced blocks of doc comments, and the whole text of an `@example` that has no fence.
 */
export function examplesInSource(file: string, text: string): Example[] {
  return [...text.matchAll(/^[ \t]*\/\*\*\n?(.*?)\*\//gms)].flatMap((comment) => {
    const start = text.slice(0, comment.index).split("\n").length + (comment[0].includes("/**\n") ? 1 : 0);
    const lines = (comment[1] ?? "").split("\n");
    return [...fencedBlocks(file, lines, start), ...bareExamples(file, lines, start)];
  });
}

function fencedBlocks(file: string, lines: readonly string[], start: number): Example[] {
  const found: Example[] = [];
  for (let index = 0; index < lines.length; index++) {
    const [, margin, fence, info = "", name] =
      /^([ \t>]*(?:\* ?)?[ \t]*)(`{3,}|~{3,})(\w*)(?: ([\w.-]+\.tsx?)\b)?/.exec(lines[index] ?? "") ?? [];
    if (margin === undefined || fence === undefined) continue;
    const first = index + 1;
    do index++;
    while (index < lines.length && !(lines[index] ?? "").slice(margin.length).startsWith(fence));
    const language = languages.get(info);
    if (language === undefined) continue;
    const code = lines.slice(first, index).map((line) => line.slice(margin.length));
    const place = { file, line: start + first, indent: margin.length };
    found.push({ ...place, language, ...(name && { name }), code: code.join("\n") });
  }
  return found;
}

function bareExamples(file: string, lines: readonly string[], start: number): Example[] {
  return lines.flatMap((line, index) => {
    if (!/^\s*\* @example\s*$/.test(line)) return [];
    const rest = lines.slice(index + 1);
    const end = rest.findIndex((next) => /^\s*\* @\w|^\s*$/.test(next));
    const block = end === -1 ? rest : rest.slice(0, end);
    if (block.some((next) => next.includes("```"))) return [];
    const code = block.map((next) => next.replace(/^\s*\* ?/, ""));
    return [{ file, line: start + index + 1, indent: 3, language: "ts" as const, code: code.join("\n") }];
  });
}
