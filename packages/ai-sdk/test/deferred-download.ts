import type { Fetch } from "../src/index.ts";

const host = "https://pictures.example.com/";

/**
 * The SDK downloads nothing from this machine. An address of another host stands for one here, which a `fetch`
 * inside that of the adapter goes to.
 */
export const deferred = {
  address: (url: string): string => host + encodeURIComponent(url),
  fetch:
    (inner?: Fetch): Fetch =>
    (input, init) => {
      const isElsewhere = `${input}`.startsWith(host);
      const url = isElsewhere ? decodeURIComponent(`${input}`.slice(host.length)) : input;
      return (inner ?? globalThis.fetch)(url, init);
    },
};
