import { cached, createValet, env, type Fetch, isAuthError, redact, type Valet } from "@valetkey/core";
import { APIError, OpenAI } from "openai";

const prompt = "In two sentences: why should a program not hold its own API key?";

/**
 * One streamed answer of the real service, with the key of OPENAI_API_KEY. Prints it as it arrives, and then what
 * the SDK held and what was sent instead. Answers the exit code.
 */
export async function callLive(stop: AbortSignal): Promise<number> {
  const { OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL } = process.env;
  if (!OPENAI_API_KEY) {
    console.error(
      "--live calls the real service: set OPENAI_API_KEY, and OPENAI_BASE_URL if it is elsewhere.",
    );
    return 2;
  }
  const baseURL = OPENAI_BASE_URL || "https://api.openai.com/v1";
  const model = OPENAI_MODEL || "gpt-5-mini";
  const sent: string[] = [];
  /** Stands between the valet and the network, where the real key is in the headers. */
  const watch: Fetch = async (input, init) => {
    const response = await fetch(input, init);
    const { authorization } = redact(init?.headers ?? {});
    sent.push(`${response.status} from ${new URL(`${input}`).origin}, authorization: ${authorization}`);
    return response;
  };
  let valet: Valet;
  try {
    valet = createValet({ key: cached(env("OPENAI_API_KEY")), baseURL }, { fetch: watch });
  } catch (error) {
    console.error(`OPENAI_BASE_URL: ${explain(error)}`);
    return 2;
  }
  const openai = new OpenAI({ apiKey: valet.placeholder, baseURL, fetch: valet.fetch });

  console.log(`${model} at ${new URL(baseURL).origin}\n> ${prompt}\n`);
  let code = 0;
  try {
    const messages = [{ role: "user", content: prompt } as const];
    const stream = await openai.chat.completions.create({ model, messages, stream: true }, { signal: stop });
    for await (const { choices } of stream) process.stdout.write(choices[0]?.delta.content ?? "");
    console.log();
  } catch (error) {
    if (stop.aborted) return 130;
    console.error(explain(error));
    code = 1;
  }
  console.log(`\nThe SDK held  ${openai.apiKey}`);
  for (const line of sent) console.log(`Sent          ${line}`);
  return code;
}

/** The service's own words about a refused key may repeat a part of it, as may those of a stranger's error. */
function explain(error: unknown): string {
  if (error instanceof APIError && error.status === 401) return "The service refused the key (401).";
  if (!(error instanceof Error)) return String(error);
  return [error.message, ...reasonsOf(error.cause)].join(" ");
}

/** Why an SDK could not connect: in Valet Key's words, or as the code of the network's error. */
function reasonsOf(cause: unknown): string[] {
  if (isAuthError(cause)) return [cause.message];
  if (!(cause instanceof Error)) return [];
  return "code" in cause ? [`(${cause.code})`] : reasonsOf(cause.cause);
}
