import type { Service } from "../storm/service.ts";

/** A way to a token that is held already. */
export interface Read {
  readonly name: string;
  /** The answer is there at once, and not awaited. */
  readonly isSync?: boolean;
  /** The most that it may cost, as a multiple of a bare await; the clocks that it has to read may come on top. */
  readonly budget?: { readonly ratio: number; readonly beyondClocks?: boolean };
  /** Fetches the token, and answers what reads it. */
  readonly open: () => (() => unknown) | Promise<() => unknown>;
}

/** A way to make requests with a token. */
export interface Client {
  readonly name: string;
  /** Answers what makes one request; it rejects if the request fails. */
  readonly connect: (service: Service) => () => Promise<unknown>;
}

/** A library to be compared with. */
export interface Peer {
  /** Its package. */
  readonly package: string;
  readonly reads?: readonly Read[];
  readonly clients?: readonly Client[];
}

/** A token as good as any. */
export const token = "token-0";

/** An hour, in ms: no token expires while it is measured. */
export const hour = 3_600_000;

/** A source of a token that takes no time. */
export const issue = async (): Promise<string> => token;
