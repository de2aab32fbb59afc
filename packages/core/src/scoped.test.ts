import { expect, test, vi } from "vitest";
import { caught } from "../test/caught.ts";
import { startLoopback } from "../test/loopback.ts";
import { renewing } from "../test/renewing.ts";
import { authFetch, bearer, cached, type KeySource, pool, type SourceContext, scoped } from "./index.ts";

test("names the tenant by the request, and makes each one's source once", async () => {
  const create = vi.fn((name: string) => () => `key-${name}`);
  const source = scoped(({ url }) => url?.hostname, create);
  const ask = (hostname: string) => source({ url: new URL(`https://${hostname}/`) });
  expect(await Promise.all(["a.test", "b.test", "a.test"].map(ask))).toEqual([
    "key-a.test",
    "key-b.test",
    "key-a.test",
  ]);
  expect(create.mock.calls).toEqual([["a.test"], ["b.test"]]);
});

test("takes keys as they stand, and headers as well", async () => {
  expect(
    await scoped(
      () => "a",
      (name) => `key-${name}`,
    )({}),
  ).toBe("key-a");
  const headers = scoped(
    () => "a",
    (name) => () => ({ "x-tenant": name }),
  );
  await using server = await startLoopback();
  await authFetch({ headers, baseURL: server.origin })(server.origin);
  expect(server.requests[0]?.headers["x-tenant"]).toBe("a");
});

test.each([undefined, "", null, 0, {}])("fails closed where the tenant is %o", async (answer) => {
  const create = vi.fn(() => "key-1");
  await using server = await startLoopback();
  for (const select of [() => answer, async () => answer]) {
    const key = scoped(select as () => string, create);
    const error = await caught(authFetch({ key, baseURL: server.origin })(server.origin));
    expect(error).toMatchObject({ name: "AuthError", code: "key_unavailable", retryable: false });
  }
  expect(create).not.toHaveBeenCalled();
  expect(server.requests).toHaveLength(0);
});

test("fails where select or create does, for that tenant alone, and tries again", async () => {
  const select = vi.fn(() => "a");
  const create = vi.fn(() => "key-1");
  const source = scoped(select, create);
  select.mockImplementationOnce(() => {
    throw new Error("no request");
  });
  expect(await caught(() => source({}))).toMatchObject({ message: "no request" });
  create.mockImplementationOnce(() => {
    throw new Error("no such tenant");
  });
  expect(await caught(() => source({}))).toMatchObject({ message: "no such tenant" });
  create.mockImplementationOnce(() => Promise.resolve("key-1") as unknown as string);
  expect(await caught(() => source({}))).toMatchObject({ message: expect.stringContaining("promise") });
  expect(await source({})).toBe("key-1");
});

test("lets the least recently used tenant leave, without rejecting whoever waits", async () => {
  const made: string[] = [];
  const doors = new Map<string, PromiseWithResolvers<string>>();
  let name = "";
  const source = scoped(
    () => name,
    (id) => {
      made.push(id);
      const door = Promise.withResolvers<string>();
      doors.set(id, door);
      return cached(() => door.promise);
    },
    { max: 2 },
  );
  const ask = async (id: string) => {
    name = id;
    const answer = source({});
    await new Promise((resolve) => setImmediate(resolve));
    return { answer };
  };
  const a = await ask("a");
  await ask("b");
  const again = await ask("a");
  await ask("c"); // b leaves
  await ask("a");
  expect(made).toEqual(["a", "b", "c"]);
  const d = await ask("d"); // c leaves
  const e = await ask("e"); // a leaves, while somebody waits
  for (const id of ["a", "d", "e"]) doors.get(id)?.resolve(`key-${id}`);
  expect(await Promise.all([a.answer, again.answer, d.answer, e.answer])).toEqual([
    "key-a",
    "key-a",
    "key-d",
    "key-e",
  ]);
  await ask("b");
  expect(made).toEqual(["a", "b", "c", "d", "e", "b"]);
});

test("keeps the tenant who came last, whatever the limit", async () => {
  const create = vi.fn(() => "key-1");
  const source = scoped(() => "a", create, { max: 0 });
  for (let call = 0; call < 2; call++) await source({});
  expect(create).toHaveBeenCalledTimes(1);
});

test("recovers from what its tenants recover from, as they come", async () => {
  let name = "a";
  const sources: Record<string, KeySource> = { a: renewing(), b: renewing("key-1", "key-2", [403, 409]) };
  const source = scoped(
    () => name,
    (id) => sources[id] ?? "key-1",
  );
  expect(source.recoverOn).toEqual([401]);
  await source({});
  expect(source.recoverOn).toEqual([401]);
  name = "b";
  await source({});
  expect([...(source.recoverOn ?? [])].sort()).toEqual([401, 403, 409]);
});

test("asks a tenant with what was refused only where that tenant recovers from it", async () => {
  let name = "a";
  const sources = { a: renewing(), b: renewing("key-1", "key-2", [429]) };
  const source = scoped(
    () => name,
    (id) => sources[id as "a" | "b"],
  );
  const context = { rejected: "key-1", status: 429 };
  expect(await source(context)).toBe("key-1");
  name = "b";
  expect(await source(context)).toBe("key-2");
});

test("tells its tenants of refusals, and of acceptances whoever was given the key", async () => {
  let name = "a";
  const sources: Record<string, ReturnType<typeof renewing>> = { a: renewing("key-1"), b: renewing("key-1") };
  const source = scoped(
    () => name,
    (id) => sources[id] ?? "key-3",
  );
  await source({});
  name = "b";
  await source({});
  source.invalidate?.("key-1", { status: 401 });
  source.accept?.("key-1");
  for (const { invalidate, accept } of Object.values(sources)) {
    expect(invalidate.mock.calls).toEqual([["key-1", { status: 401 }]]);
    expect(accept.mock.calls).toEqual([["key-1"]]);
  }
});

test("tells a tenant of every key that was accepted, not of the latest alone", async () => {
  const parts = [renewing("key-1"), renewing("key-2")];
  const source = scoped(
    () => "a",
    () => pool(parts),
  );
  expect([await source({}), await source({})]).toEqual(["key-1", "key-2"]);
  source.accept?.("key-1");
  expect(parts[0]?.accept.mock.calls).toEqual([["key-1"]]);
});

test.each([["a"], ["a", "b"]])(
  "renews an accepted key at once, however often it is refused, for %s %s",
  async (...names) => {
    // Tenants may share a key; each still has a cache of its own.
    let [valid, name] = [1, ""];
    await using server = await startLoopback(({ headers }) => ({
      status: headers.authorization === `Bearer key-${valid}` ? 200 : 401,
    }));
    const key = scoped(
      () => name,
      () => cached(() => `key-${valid}`),
    );
    const send = authFetch({ headers: bearer(key), baseURL: server.origin });
    for (; valid <= 4; valid++)
      for (name of names)
        expect([name, valid, (await send(server.origin)).status]).toEqual([name, valid, 200]);
  },
);

test("hands on what it is told of the request", async () => {
  const source = vi.fn((_context: SourceContext) => "key-1");
  const select = vi.fn(() => "a");
  const context = { method: "GET", url: new URL("https://a.test") };
  await scoped(select, () => source)(context);
  expect(select).toHaveBeenCalledWith(context);
  expect(source).toHaveBeenCalledWith(context);
});

test("refuses what can never work when it is made", async () => {
  expect(await caught(() => scoped("a" as never, () => "key-1"))).toBeInstanceOf(TypeError);
  expect(await caught(() => scoped(() => "a", "key-1" as never))).toBeInstanceOf(TypeError);
  expect(
    await caught(() =>
      scoped(
        () => "a",
        () => "key-1",
        { max: -1 },
      ),
    ),
  ).toBeInstanceOf(TypeError);
});
