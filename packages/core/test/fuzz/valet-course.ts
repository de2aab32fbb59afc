import fc from "fast-check";
import type { Valet, ValetOptions } from "../../src/create-valet.ts";
import {
  type Auth,
  cached,
  type Fetch,
  firstOf,
  type HeaderSource,
  header,
  type KeySource,
  pool,
  type SourceContext,
  scoped,
} from "../../src/index.ts";

/** Writes down what happens, in order. */
type Log = (...line: unknown[]) => void;

/** A source that numbers its answers, and writes down how it is asked and what it is told. */
function counting(log: Log, name: string, answer: (count: number) => unknown, isPlain = false) {
  let count = 0;
  const source = ({ rejected, status, method, url, headers, body }: SourceContext) => {
    log(name, rejected, status, method, url?.href, [...(headers ?? [])], `${body}`);
    return answer(rejected === undefined ? count : ++count) as never;
  };
  const verbs = {
    invalidate: (key: string, reason?: object) => log(name, "invalidate", key, reason),
    accept: (key: string) => log(name, "accept", key),
  };
  return Object.assign(source, isPlain ? {} : verbs);
}

const keys: Record<string, (log: Log) => KeySource | string> = {
  "as it stands": () => "key-0",
  renewed: (log) => counting(log, "key", (count) => `key-${count}`),
  held: (log) => cached(counting(log, "key", (count) => `key-${count}`)),
  "of a pool": (log) => pool(["key-a", counting(log, "key", (count) => `key-${count}`)], { rest: 1 }),
  "of a tenant": (log) =>
    scoped(
      () => "acme",
      () => cached(counting(log, "key", async (count) => `key-${count}`)),
    ),
  "second choice": (log) =>
    firstOf(
      () => undefined,
      counting(log, "key", (count) => ` key-${count}\n`),
    ),
  "never another": (log) => counting(log, "key", async () => "key-0"),
  "not to be had again": (log) =>
    counting(log, "key", (count) => {
      if (count > 0) throw new Error("no vault");
      return "key-0";
    }),
};

const headers: Record<string, (log: Log) => NonNullable<Auth["headers"]>> = {
  "as they stand": () => ({ "X-A": "1", "x-b": "2" }),
  traced: (log) => counting(log, "trace", (count) => ({ "x-trace": `${count}`, "User-Agent": "acme" }), true),
  asynchronous: (log) => counting(log, "async", async () => new Headers({ "x-a": "3" }), true),
  "none at all": (log) => counting(log, "none", () => undefined, true),
  "a credential": (log) =>
    counting(log, "other", (count) => ({ Authorization: `Bearer other-${count}` }), true),
  "a key besides": (log) =>
    header(
      "x-gateway",
      counting(log, "gateway", (count) => `gateway-${count}`),
    ),
  signed: (log) => counting(log, "signer", () => [["x-signature", "s"]], true),
};

/** What an SDK sends, and how the service answers. */
export interface Course {
  readonly key: string;
  readonly headers: string[];
  readonly scheme: Auth["scheme"];
  /** What the SDK sets by itself. */
  readonly own: Record<string, string>;
  readonly init: RequestInit;
  readonly statuses: number[];
  /** Whether redirects lead to another origin. */
  readonly isElsewhere: boolean;
}

/** All that may happen, in any combination. */
export const courses: fc.Arbitrary<Course> = fc.record({
  key: fc.constantFrom(...Object.keys(keys)),
  headers: fc.uniqueArray(fc.constantFrom(...Object.keys(headers)), { maxLength: 3 }),
  scheme: fc.constantFrom<Auth["scheme"]>(undefined, "bearer", { header: "X-Key" }),
  own: fc.constantFrom<Record<string, string>>({}, { "user-agent": "sdk", "x-a": "own" }, { cookie: "own" }),
  init: fc.constantFrom<RequestInit>(
    {},
    { method: "post", body: "text" },
    { method: "PUT", body: new Blob(["blob"]) },
    { redirect: "manual" },
  ),
  statuses: fc.array(fc.constantFrom(200, 204, 301, 307, 308, 401, 401, 403, 404, 429, 500), {
    minLength: 1,
    maxLength: 5,
  }),
  isElsewhere: fc.boolean(),
});

/** Sends three requests through a valet, and answers all that happened. */
export async function take(
  course: Course,
  make: (auth: Auth, options: ValetOptions) => Valet,
): Promise<unknown[]> {
  const lines: unknown[] = [];
  const log: Log = (...line) => lines.push(line);
  let count = 0;
  const fetch: Fetch = async (input, init) => {
    const { headers, signal: _, ...rest } = init ?? {};
    const status = course.statuses[count++ % course.statuses.length] ?? 200;
    log("sent", `${input}`, [...new Headers(headers)], rest);
    const location = course.isElsewhere ? "https://elsewhere.test/" : "/moved";
    const answer = { status, headers: status < 400 ? { location } : { "retry-after": "1" } };
    return new Response(status === 204 ? null : `body ${count}`, answer);
  };
  const sources = course.headers.map((name) => headers[name]?.(log) as HeaderSource);
  const auth: Auth = {
    key: keys[course.key]?.(log) ?? "",
    headers: sources,
    scheme: course.scheme,
    baseURL: "https://sdk.test",
    id: "acme",
    onEvent: ({ duration: _, ...event }) => log("event", event),
  };
  const valet = make(auth, { fetch, replaceable: ["user-agent"] });
  for (let call = 0; call < 3; call++) {
    const headers = new Headers({ ...course.own, authorization: `Bearer ${valet.placeholder}` });
    await valet.fetch("https://sdk.test/v1", { ...course.init, headers }).then(
      async (response) => log("answer", response.status, await response.text()),
      (error) => log("failed", `${error}`, error.code),
    );
  }
  return lines;
}
