import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Prompt } from "@valetkey/testing";

/** Which text answers what; the first that fits. */
const topics: readonly [pattern: RegExp, file: string][] = [
  [/\brevoke|middle of|rotat|expire|401/i, "revoked"],
  [/\bcode\b|typescript|\bshow me|implement|keeps? users apart|tenant/i, "code"],
  [/compar|\bversus\b|\bvs\b|environment|why\b/i, "compare"],
  [/valet key|placeholder|what is this/i, "valet-key"],
  [/^\s*(hello|hi|hey|good (morning|day|evening)|who are you)\b/i, "hello"],
];

/** The demo's model: texts about keys that are worth reading, and a story for everything else. */
export function answer({ last }: Prompt): string {
  const file = topics.find(([pattern]) => pattern.test(last))?.[1] ?? "harbour";
  return readFileSync(join(import.meta.dirname, "answers", `${file}.md`), "utf8").trim();
}
