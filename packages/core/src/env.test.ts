import { expect, test, vi } from "vitest";
import { caught } from "../test/caught.ts";
import { startLoopback } from "../test/loopback.ts";
import { authFetch, env, envHeaders, firstOf } from "./index.ts";

const name = "VALETKEY_TEST_VALUE";

test("reads the variable at each call", async () => {
  const key = env(name);
  vi.stubEnv(name, "key-1");
  expect(await key({})).toBe("key-1");
  vi.stubEnv(name, " key-2\n");
  expect(await key({})).toBe("key-2");
});

test.each([undefined, "", " ", "\n"])(
  "takes %j for unset, and another variable for none of its business",
  async (value) => {
    vi.stubEnv(name, value);
    vi.stubEnv("OPENAI_API_KEY", "key-other");
    expect(await env(name)({})).toBeUndefined();
    expect(await firstOf(env(name), "key-1")({})).toBe("key-1");
    const error = await caught(authFetch({ key: env(name), baseURL: "https://a.test" })("https://a.test"));
    expect(error).toMatchObject({
      code: "key_unavailable",
      retryable: false,
      message: expect.stringContaining(name),
    });
  },
);

test.each(["process", "process.env"])("is unset where there is no %s", (missing) => {
  vi.stubGlobal("process", missing === "process" ? undefined : {});
  const answers = [env(name)({}), envHeaders(name)({})];
  vi.unstubAllGlobals();
  expect(answers).toEqual([undefined, undefined]);
});

test("reads headers from lines of name and value", async () => {
  vi.stubEnv(
    name,
    " X-Tenant : acme \r\nx-url:https://a.test:1/b\n\n  \nno colon\n: no name\nx-b:  two words \n",
  );
  expect(await envHeaders(name)({})).toEqual({
    "X-Tenant": "acme",
    "x-url": "https://a.test:1/b",
    "x-b": "two words",
  });
  await using server = await startLoopback();
  const send = authFetch({ headers: envHeaders(name), baseURL: server.origin });
  await send(server.origin);
  vi.stubEnv(name, "x-tenant: other");
  await send(server.origin);
  vi.stubEnv(name, "");
  await send(server.origin);
  expect(server.requests.map(({ headers }) => headers["x-tenant"])).toEqual(["acme", "other", undefined]);
});

test("takes the later of two lines for one header", async () => {
  vi.stubEnv(name, "X-A: 1\nx-a: 2");
  await using server = await startLoopback();
  await authFetch({ headers: envHeaders(name), baseURL: server.origin })(server.origin);
  expect(server.requests[0]?.headers["x-a"]).toBe("2");
  expect(server.requests[0]?.names.filter((header) => header.toLowerCase() === "x-a")).toHaveLength(1);
});

test("is passed over by firstOf where it is unset", async () => {
  vi.stubEnv(name, "");
  expect(await firstOf(envHeaders(name), { "x-a": "1" })({})).toEqual({ "x-a": "1" });
});

test("wants the name of a variable", async () => {
  for (const make of [env, envHeaders])
    for (const wrong of ["", undefined])
      expect(await caught(() => make(wrong as string))).toBeInstanceOf(TypeError);
});
