import { eventStream, json, type Reply, type ServerSentEvent } from "../loopback/reply.ts";
import { type Fields, formBody, formText, jsonBody, requiredFile, requiredText } from "../provider/input.ts";
import type { Call } from "../provider/route.ts";
import { ServiceError } from "../provider/service-error.ts";
import { countTokens } from "../provider/text.ts";

/** A PNG of one transparent pixel. */
const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

/** `POST /images/generations`: JSON in. */
export function generateImage({ request }: Call): Reply {
  const body = jsonBody(request);
  const count = typeof body.n === "number" ? body.n : 1;
  if (body.stream === true) return eventStream(events(requiredText(body, "prompt"), "image_generation"));
  return images(request.url.origin, requiredText(body, "prompt"), count, body.response_format === "url");
}

/** `POST /images/edits`: multipart in, with one image or several. */
export async function editImage({ request }: Call): Promise<Reply> {
  const form = await formBody(request);
  requiredFile(form, form.has("image") ? "image" : "image[]");
  const prompt = formText(form, "prompt");
  if (!prompt) throw new ServiceError(400, "Missing required parameter: 'prompt'.");
  if (formText(form, "stream") === "true") return eventStream(events(prompt, "image_edit"));
  const asUrl = formText(form, "response_format") === "url";
  return images(request.url.origin, prompt, Number(formText(form, "n") ?? 1), asUrl);
}

/** `POST /images/variations`: multipart in, and no prompt. */
export async function varyImage({ request }: Call): Promise<Reply> {
  const form = await formBody(request);
  const { name } = requiredFile(form, "image");
  const asUrl = formText(form, "response_format") === "url";
  return images(request.url.origin, name, Number(formText(form, "n") ?? 1), asUrl);
}

/** With `response_format: "url"` the address of a public file, which a client must fetch without its key. */
function images(origin: string, prompt: string, count: number, asUrl: boolean): Reply {
  const image = asUrl ? { url: `${origin}/download/image.png` } : { b64_json: PIXEL };
  return json({
    created: Math.floor(Date.now() / 1000),
    data: Array.from({ length: count }, () => image),
    usage: usageOf(prompt),
  });
}

function* events(prompt: string, type: string): Iterable<ServerSentEvent> {
  const image = {
    b64_json: PIXEL,
    background: "transparent",
    created_at: Math.floor(Date.now() / 1000),
    output_format: "png",
    quality: "low",
    size: "1024x1024",
  };
  const partial = `${type}.partial_image`;
  yield { event: partial, data: { type: partial, partial_image_index: 0, ...image } };
  const completed = `${type}.completed`;
  yield { event: completed, data: { type: completed, ...image, usage: usageOf(prompt) } };
}

function usageOf(prompt: string): Fields {
  const input = countTokens(prompt);
  return {
    input_tokens: input,
    output_tokens: 1,
    total_tokens: input + 1,
    input_tokens_details: { text_tokens: input, image_tokens: 0 },
  };
}
