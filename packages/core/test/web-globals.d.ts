/**
 * Everything that core takes from its surroundings: web APIs that Node, Deno, Bun, browsers and edge
 * runtimes share. `tsconfig.alone.json` compiles core with these and nothing else, so using another global
 * is an error until it is declared here; declare only what each of those runtimes has.
 */

declare class AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(
    type: "abort",
    listener: () => void,
    options?: { once?: boolean; signal?: AbortSignal },
  ): void;
  removeEventListener(type: "abort", listener: () => void): void;
  static abort(reason?: unknown): AbortSignal;
}

declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}

declare class Blob {
  readonly size: number;
  readonly type: string;
}

declare class FormData {
  append(name: string, value: string | Blob): void;
}

declare class URLSearchParams {
  append(name: string, value: string): void;
}

declare class URL {
  constructor(url: string | URL, base?: string | URL);
  href: string;
  hash: string;
  host: string;
  hostname: string;
  pathname: string;
  port: string;
  protocol: string;
  search: string;
  username: string;
  password: string;
  readonly origin: string;
  static canParse(url: string | URL, base?: string | URL): boolean;
}

declare class ReadableStream {
  readonly locked: boolean;
  cancel(reason?: unknown): Promise<void>;
}

declare class Headers {
  constructor(init?: RequestInit["headers"]);
  append(name: string, value: string): void;
  delete(name: string): void;
  get(name: string): string | null;
  has(name: string): boolean;
  set(name: string, value: string): void;
  forEach(use: (value: string, name: string, parent: Headers) => void): void;
  entries(): IterableIterator<[string, string]>;
  keys(): IterableIterator<string>;
  [Symbol.iterator](): IterableIterator<[string, string]>;
}

interface RequestInit {
  method?: string;
  headers?: Headers | Record<string, string> | [string, string][];
  body?: string | ArrayBuffer | ArrayBufferView | Blob | FormData | URLSearchParams | ReadableStream | null;
  redirect?: "follow" | "error" | "manual";
  signal?: AbortSignal | null;
}

declare class Request {
  constructor(input: string | URL | Request, init?: RequestInit);
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: ReadableStream | null;
  readonly redirect: "follow" | "error" | "manual";
  readonly signal: AbortSignal;
}

declare class Response {
  constructor(body?: RequestInit["body"], init?: { status?: number; headers?: RequestInit["headers"] });
  readonly status: number;
  readonly type: string;
  readonly url: string;
  readonly redirected: boolean;
  readonly headers: Headers;
  readonly body: ReadableStream | null;
}

declare function fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;

/** An object in Node, a number elsewhere. */
type Timer = { unref?(): void } | number;
declare function setTimeout(callback: () => void, delay?: number): Timer;
declare function clearTimeout(timer: Timer | undefined): void;

declare class TextEncoder {
  encode(text: string): Uint8Array;
}

declare function atob(text: string): string;
declare function btoa(text: string): string;
declare const performance: { now(): number };
declare const crypto: { randomUUID(): string };
