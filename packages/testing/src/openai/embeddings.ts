import { createHash } from "node:crypto";
import { json, type Reply } from "../loopback/reply.ts";
import { jsonBody, requiredText } from "../provider/input.ts";
import type { Call } from "../provider/route.ts";
import { countTokens } from "../provider/text.ts";
import { textsOf } from "./text-input.ts";

const DIMENSIONS = 1536;

/** `POST /embeddings`: unit vectors that depend on the text alone, as numbers or as base64 of float32. */
export function createEmbeddings({ request, params }: Call): Reply {
  const body = jsonBody(request);
  const model = params.deployment ?? requiredText(body, "model");
  const inputs = textsOf(body.input, "input");
  const dimensions = typeof body.dimensions === "number" ? body.dimensions : DIMENSIONS;
  const tokens = inputs.reduce((sum, input) => sum + countTokens(input), 0);
  return json({
    object: "list",
    model,
    data: inputs.map((input, index) => {
      const vector = vectorOf(input, dimensions);
      const base64 = () => Buffer.from(vector.buffer).toString("base64");
      return {
        object: "embedding",
        index,
        embedding: body.encoding_format === "base64" ? base64() : [...vector],
      };
    }),
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  });
}

function vectorOf(text: string, dimensions: number): Float32Array {
  const seed = createHash("sha256").update(text).digest().readUInt32LE(0);
  const vector = Float32Array.from({ length: dimensions }, (_, i) => Math.sin(seed + i * 0.7));
  const length = Math.hypot(...vector);
  return vector.map((component) => component / length);
}
