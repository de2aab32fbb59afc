import { stripVTControlCharacters } from "node:util";

/**
 * The last line that a program printed to standard error, fit for an error message: any run of 20 or more
 * characters without a space could be a key and is masked, and so are any four or more in a row that are
 * in a text which is secret.
 */
export function lastWords(stderr: string, secrets: readonly string[]): string {
  const lines = stripVTControlCharacters(stderr)
    .trimEnd()
    .split(/[\r\n]+/);
  const line = (lines.at(-1) ?? "").replace(/\p{C}/gu, "").trim();
  if (line === "") return "";
  // Cut off after masking: a key cut short would pass for a word.
  const masked = line.replace(/\S{20,}/g, mark).slice(0, longest);
  return ` (it said: ${mask(masked, secrets)})`;
}

const mark = "•••";

/** As much as an error repeats. */
const longest = 200;

/** The shortest piece of a secret that counts as one. */
const shortest = 4;

function mask(line: string, secrets: readonly string[]): string {
  const isSecret = (piece: string) => secrets.some((secret) => secret.includes(piece));
  let masked = "";
  for (let start = 0; start < line.length; ) {
    let end = start + shortest;
    if (end > line.length || !isSecret(line.slice(start, end))) {
      masked += line[start++];
      continue;
    }
    while (end < line.length && isSecret(line.slice(start, end + 1))) end++;
    masked += mark;
    start = end;
  }
  return masked;
}
