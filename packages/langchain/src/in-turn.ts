import type { Fetch } from "@valetkey/core";

/** How many embeddings LangChain asks for at a time unless it is told. */
const embeddingsAtATime = 2;

/**
 * Lets so many requests through at a time; without a number it is LangChain's own: two for embeddings, any for
 * the rest. It stands in for the queue of LangChain, which runs what waits in the context of whoever finished
 * before: a source that reads its tenant from AsyncLocalStorage would read another one's. Here a request
 * goes on where it began.
 *
 * @throws TypeError for what is no number of requests.
 */
export function inTurn(fetch: Fetch, maxConcurrency: number | undefined): Fetch {
  if (maxConcurrency !== undefined && !(typeof maxConcurrency === "number" && maxConcurrency >= 1))
    throw new TypeError("maxConcurrency must be a number from 1 on.");
  const most = maxConcurrency ?? embeddingsAtATime;
  /** Those who wait, in order. */
  const waiting = new Set<() => void>();
  let running = 0;

  async function turn(signal?: AbortSignal | null): Promise<void> {
    signal?.throwIfAborted();
    if (running < most) {
      running++;
      return;
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const leave = () => {
      waiting.delete(resolve);
      reject(signal?.reason);
    };
    waiting.add(resolve);
    signal?.addEventListener("abort", leave, { once: true });
    await promise.finally(() => signal?.removeEventListener("abort", leave));
  }

  /** Whose turn ends hands it on. */
  function end(): void {
    const [next] = waiting;
    if (!next) running--;
    else {
      waiting.delete(next);
      next();
    }
  }

  async function send(...[input, init]: Parameters<Fetch>): Promise<Response> {
    await turn(init?.signal);
    try {
      return await fetch(input, init);
    } finally {
      end();
    }
  }

  if (most === Number.POSITIVE_INFINITY) return fetch;
  if (maxConcurrency !== undefined) return send;
  return (input, init) => (/\/embeddings(\?|$)/.test(`${input}`) ? send : fetch)(input, init);
}
