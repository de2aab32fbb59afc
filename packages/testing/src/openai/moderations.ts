import { random } from "../loopback/random.ts";
import { json, type Reply } from "../loopback/reply.ts";
import { jsonBody } from "../provider/input.ts";
import type { Call } from "../provider/route.ts";
import { ServiceError } from "../provider/service-error.ts";

const CATEGORIES = ["harassment", "hate", "illicit", "self-harm", "sexual", "violence"] as const;

/** `POST /moderations`: nothing is ever flagged. */
export function createModeration({ request }: Call): Reply {
  const { input, model } = jsonBody(request);
  if (input === undefined) throw new ServiceError(400, "Missing required parameter: 'input'.");
  const result = {
    flagged: false,
    categories: each(false),
    category_scores: each(0),
    category_applied_input_types: each(["text"]),
  };
  const results = (Array.isArray(input) ? input : [input]).map(() => result);
  return json({ id: random("modr-"), model: model ?? "omni-moderation-latest", results });
}

function each<T>(value: T): Record<string, T> {
  return Object.fromEntries(CATEGORIES.map((category) => [category, value]));
}
