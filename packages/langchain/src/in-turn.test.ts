import { expect, test } from "vitest";
import { inTurn } from "./in-turn.ts";

/** A `fetch` whose answers wait. */
function held() {
  const started: string[] = [];
  const pending: PromiseWithResolvers<Response>[] = [];
  const fetch = async (input: unknown) => {
    started.push(`${input}`.slice(-1));
    const each = Promise.withResolvers<Response>();
    pending.push(each);
    return await each.promise;
  };
  return { started, pending, fetch };
}

const turn = () => new Promise(setImmediate);
const url = "https://api.example.com/v1/chat/";

test("lets them through in order, and hands a turn on when one fails", async () => {
  const { started, pending, fetch } = held();
  const send = inTurn(fetch, 1);
  const sent = ["a", "b", "c"].map((name) => send(url + name).catch(() => "failed"));
  await turn();
  expect(started).toEqual(["a"]);
  pending[0]?.reject(new Error("reset"));
  await turn();
  expect(started).toEqual(["a", "b"]);
  pending[1]?.resolve(new Response());
  await turn();
  pending[2]?.resolve(new Response());
  expect(await Promise.all(sent)).toHaveLength(3);
  expect(await sent[0]).toBe("failed");
});

test("who gives up leaves the others their places", async () => {
  const { started, pending, fetch } = held();
  const send = inTurn(fetch, 1);
  const controller = new AbortController();
  const { signal } = controller;
  const first = send(`${url}a`);
  const second = send(`${url}b`, { signal });
  const third = send(`${url}c`);
  const reason = new Error("enough");
  controller.abort(reason);
  await expect(second).rejects.toBe(reason);
  await expect(send(`${url}d`, { signal })).rejects.toBe(reason);
  pending[0]?.resolve(new Response());
  await first;
  await turn();
  expect(started).toEqual(["a", "c"]);
  pending[1]?.resolve(new Response());
  await third;
});

test("without a number only embeddings wait", async () => {
  const { started, fetch } = held();
  const send = inTurn(fetch, undefined);
  for (const name of ["a", "b", "c"]) void send(url + name);
  for (const _each of [1, 2, 3]) void send("https://api.example.com/v1/embeddings");
  await turn();
  expect(started).toEqual(["a", "b", "c", "s", "s"]);
});

test("refuses what is no number of requests", () => {
  for (const number of [0, -1, Number.NaN, "2" as unknown as number])
    expect(() => inTurn(fetch, number)).toThrow("maxConcurrency must be a number from 1 on.");
});
