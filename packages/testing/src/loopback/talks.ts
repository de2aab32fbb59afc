import { checkCount } from "./check.ts";
import type { Talk } from "./conversation.ts";
import type { RecordedRequest } from "./seen-request.ts";

/**
 * Which WebSockets to end, and how.
 *
 * @example
 * ```ts
 * import { type Disconnect, startProvider } from "@valetkey/testing";
 *
 * await using provider = await startProvider();
 * const outdated = provider.key;
 * provider.rotate();
 * const ended: Disconnect = { key: outdated };
 * provider.disconnect(ended); // 0: none was open
 * ```
 */
export interface Disconnect {
  /**
   * The close code: 1000, 1001, 1003, 1007 to 1014, or 3000 to 4999; 1006 breaks the connection off without one,
   * as a lost network does. Default 1012, "service restart", after which clients that can reconnect do.
   */
  code?: number;
  /** Only those that were opened with this key. Default: all. */
  key?: string;
}

/** The conversations that are going on. */
export interface Talks {
  /** Follows one to its end. */
  follow(talk: Talk, request: RecordedRequest): Talk["outcome"];
  /** Ends those that are open; answers how many. */
  disconnect(options?: Disconnect): number;
}

export function createTalks(): Talks {
  const open = new Map<Talk, RecordedRequest>();
  return {
    async follow(talk, request) {
      open.set(talk, request);
      const outcome = await talk.outcome;
      open.delete(talk);
      return outcome;
    },
    disconnect({ code = 1012, key } = {}) {
      checkCloseCode(code);
      const ended = [...open].filter(([, request]) => key === undefined || request.key === key);
      for (const [talk] of ended) {
        // It counts once, however long the client takes to agree.
        open.delete(talk);
        talk.end(code);
      }
      return ended.length;
    },
  };
}

function checkCloseCode(code: number): void {
  checkCount("disconnect({ code })", code, 1000);
  const reserved = [1002, 1004, 1005].includes(code);
  if ((code <= 1014 && !reserved) || (code >= 3000 && code <= 4999)) return;
  throw new TypeError(
    `disconnect({ code }) must be 1000, 1001, 1003, 1006 to 1014, or 3000 to 4999; got ${code}.`,
  );
}
