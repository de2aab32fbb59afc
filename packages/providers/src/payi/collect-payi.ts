import { type PayiResult, payiResult } from "./payi-result.ts";

/** A stream as it was, with what Pay-i says at its end. */
export interface PayiStream<T> extends AsyncIterable<T> {
  /**
   * What Pay-i said, once the stream has ended; `undefined` if it said nothing. Rejects if the stream fails. It waits
   * for somebody to read the stream.
   */
  readonly result: Promise<PayiResult | undefined>;
}

/**
 * Passes a stream through, and keeps what Pay-i says in it. Where the reader stops early the rest is read all the
 * same, in the background: without its end a stream costs nothing in Pay-i's books. Abort the request itself to
 * save the tokens.
 *
 * Source: https://github.com/Pay-i/pay-i-python/blob/main/src/payi/lib/instrument.py
 *
 * @throws TypeError when it is read a second time.
 * @example
 * ```ts
 * import { collectPayi } from "@valetkey/providers";
 *
 * declare const chunks: AsyncIterable<{ choices: { delta: { content?: string } }[] }>; // await client.chat.completions.create({ …, stream: true })
 *
 * const stream = collectPayi(chunks);
 * for await (const chunk of stream) {
 *   if (chunk.choices[0]?.delta.content?.includes("enough")) break;
 * }
 * const cost = (await stream.result)?.cost?.total.base;
 * ```
 */
export function collectPayi<T>(stream: AsyncIterable<T>): PayiStream<T> {
  const { promise: result, resolve, reject } = Promise.withResolvers<PayiResult | undefined>();
  // Whoever does not ask for the result need not handle its failure.
  result.catch(() => {});
  let found: PayiResult | undefined;
  let isRead = false;

  function read(): AsyncIterator<T> {
    if (isRead) throw new TypeError("collectPayi(): a stream can be read once.");
    isRead = true;
    const source = stream[Symbol.asyncIterator]();
    const next = async (): Promise<IteratorResult<T>> => {
      try {
        const step = await source.next();
        if (step.done) resolve(found);
        else found = payiResult(step.value) ?? found;
        return step;
      } catch (error) {
        reject(error);
        throw error;
      }
    };
    /** Reads on where nobody else does. The source is not told that its reader left: an SDK's would end the request. */
    const drain = async () => {
      while (!(await next()).done);
    };
    return {
      next,
      return: async () => {
        drain().catch(() => {});
        return { done: true, value: undefined };
      },
    };
  }

  return { result, [Symbol.asyncIterator]: read };
}
