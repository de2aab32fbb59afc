import Official from "@anthropic-ai/sdk";
import { describe, expect, test, vi } from "vitest";
import { setUp, slot } from "../test/set-up.ts";
import { Anthropic, type AnthropicOptions, bearer, header, withAuth } from "./index.ts";

/** What a request of a client carried: the name of the header, and the key. */
async function sent(make: (baseURL: string) => Official): Promise<[string, string] | undefined> {
  const { provider } = await setUp();
  await make(provider.origin)
    .models.list({}, { maxRetries: 0 })
    .catch(() => {});
  const { headers, key = "" } = provider.requests.at(-1) ?? {};
  const names = ["authorization", "x-api-key"].filter((name) => headers?.has(name));
  return names.length === 0 ? undefined : [names.join(), key];
}

/** Both ways to a client with these options of the SDK. */
const withOptions = (options: object): [string, (baseURL: string) => Official][] => [
  ["the drop-in", (baseURL) => new Anthropic({ ...options, baseURL })],
  ["withAuth", (baseURL) => new Official(withAuth({}, { ...options, baseURL }))],
];

describe("a key among the SDK's options is adopted, and sent where the SDK sends it", () => {
  test.each([...withOptions({ apiKey: "key-1" }), ...withOptions({ apiKey: async () => "key-1" })])(
    "apiKey, by %s",
    async (_way, make) => {
      const client = make("https://example.com");
      expect(client.apiKey).toMatch(/^valetkey-placeholder-/);
      expect(await sent(make)).toEqual([slot, "key-1"]);
    },
  );

  test.each([...withOptions({ authToken: "token-1" }), ...withOptions({ authToken: async () => "token-1" })])(
    "authToken, by %s",
    async (_way, make) => {
      expect(make("https://example.com").authToken).toBeNull();
      expect(await sent(make)).toEqual(["authorization", "token-1"]);
    },
  );

  test("and asked again when it was refused, so that to change the import is enough", async () => {
    const { provider } = await setUp();
    const apiKey = vi.fn(async () => provider.key);
    const options = { apiKey, baseURL: provider.origin, maxRetries: 0 } as object;
    const client = new Anthropic(options);
    await client.models.list();
    apiKey.mockImplementationOnce(async () => {
      const old = provider.key;
      provider.rotate();
      return old;
    });
    await client.models.list();
    expect(provider.stats.statuses).toEqual({ 200: 2, 401: 1 });
  });
});

describe("a scheme says where the key goes", () => {
  test.each<[string, [string, string], AnthropicOptions["scheme"]]>([
    ["where the SDK has it", [slot, "key-1"], undefined],
    ["bearer", ["authorization", "key-1"], "bearer"],
    ["x-api-key, for gateways that know no other", ["x-api-key", "key-1"], { header: "x-api-key" }],
  ])("%s", async (_what, expected, scheme) => {
    const auth = { key: "key-1", ...(scheme && { scheme }) };
    expect(await sent((baseURL) => new Anthropic({ ...auth, baseURL }))).toEqual(expected);
    expect(await sent((baseURL) => new Official(withAuth(auth, { baseURL })))).toEqual(expected);
  });
});

test("a scheme says where an authToken goes, too", async () => {
  const scheme = { header: "x-api-key" };
  const expected = ["x-api-key", "token-1"];
  expect(await sent((baseURL) => new Anthropic({ authToken: "token-1", scheme, baseURL }))).toEqual(expected);
  expect(
    await sent((baseURL) => new Official(withAuth({ scheme }, { authToken: "token-1", baseURL }))),
  ).toEqual(expected);
});

describe("two credentials", () => {
  const provider = async () => ({ token: "key-1", expiresAt: null });
  const config = { authentication: { type: "user_oauth" } };
  test.each<[string, Record<string, unknown>]>([
    ["key and apiKey", { key: "key-1", apiKey: "key-2" }],
    ["key and authToken", { key: "key-1", authToken: "key-2" }],
    ["apiKey and authToken", { apiKey: "key-1", authToken: "key-2" }],
    ["key and credentials", { key: "key-1", credentials: provider }],
    ["key and config", { key: "key-1", config }],
    ["key and profile", { key: "key-1", profile: "work" }],
    ["apiKey and profile", { apiKey: "key-1", profile: "work" }],
    ["credentials and profile", { credentials: provider, profile: "work" }],
  ])("are refused: %s", (names, options) => {
    const conflict = { code: "auth_conflict", message: `${names} exclude each other; remove one.` };
    expect(() => new Anthropic(options)).toThrow(expect.objectContaining(conflict));
    const { key, ...rest } = options;
    const arm = () => {
      withAuth(key === undefined ? {} : { key: key as string }, rest);
    };
    expect(arm).toThrow(expect.objectContaining(conflict));
  });

  test("never come from the environment", async () => {
    vi.stubEnv("ANTHROPIC_API_KEY", "key-environment");
    vi.stubEnv("ANTHROPIC_AUTH_TOKEN", "token-environment");
    for (const [option, name] of [
      [{ key: "key-1" }, slot],
      [{ apiKey: "key-1" }, slot],
      [{ authToken: "key-1" }, "authorization"],
    ] as const) {
      expect(await sent((baseURL) => new Anthropic({ ...option, baseURL }))).toEqual([name, "key-1"]);
      const { key, ...rest } = { key: undefined, ...option };
      const auth = key === undefined ? {} : { key };
      expect(await sent((baseURL) => new Official(withAuth(auth, { ...rest, baseURL })))).toEqual([
        name,
        "key-1",
      ]);
    }
  });

  test("native is refused, since there is nothing that it would be for", () => {
    expect(() => withAuth({ key: "key-1", native: true })).toThrow(
      expect.objectContaining({ code: "auth_conflict", message: expect.stringContaining("WebSockets") }),
    );
  });
});

describe("the environment's key", () => {
  test.each<[string, Record<string, string>, [string, string]]>([
    ["ANTHROPIC_API_KEY", { ANTHROPIC_API_KEY: "key-1" }, [slot, "key-1"]],
    ["ANTHROPIC_AUTH_TOKEN", { ANTHROPIC_AUTH_TOKEN: "token-1" }, ["authorization", "token-1"]],
    ["the first of both", { ANTHROPIC_API_KEY: "key-1", ANTHROPIC_AUTH_TOKEN: "token-1" }, [slot, "key-1"]],
  ])("is taken by the drop-in, and is not held: %s", async (_what, variables, expected) => {
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    const client = new Anthropic();
    expect(client.apiKey).toMatch(/^valetkey-placeholder-/);
    expect(client.authToken).toBeNull();
    expect(await sent((baseURL) => new Anthropic({ baseURL }))).toEqual(expected);
  });

  test("is left unread by an option that is null", async () => {
    vi.stubEnv("ANTHROPIC_API_KEY", "key-1");
    vi.stubEnv("ANTHROPIC_AUTH_TOKEN", "token-1");
    expect(await sent((baseURL) => new Anthropic({ apiKey: null, baseURL }))).toEqual([
      "authorization",
      "token-1",
    ]);
  });

  test("is left to the SDK by withAuth, whose class it does not know", async () => {
    vi.stubEnv("ANTHROPIC_API_KEY", "key-1");
    const headers = { "x-team": "search" };
    expect(await sent((baseURL) => new Official(withAuth({ headers }, { baseURL })))).toEqual([
      slot,
      "key-1",
    ]);
  });

  test.each<[string, (baseURL: string) => Official]>([
    ["an address of the auth", (baseURL) => new Official(withAuth({ baseURL }))],
    ["bearer()", (baseURL) => new Anthropic({ headers: bearer("key-own"), baseURL })],
    [
      "a header that carries a key",
      (baseURL) => new Anthropic({ headers: header("x-api-key", "key-own"), baseURL }),
    ],
    [
      "a static credential",
      (baseURL) => new Official(withAuth({ headers: { "x-api-key": "key-own" } }, { baseURL })),
    ],
  ])("does not travel with %s", async (_what, make) => {
    vi.stubEnv("ANTHROPIC_API_KEY", "key-environment");
    vi.stubEnv("ANTHROPIC_AUTH_TOKEN", "token-environment");
    const { provider } = await setUp();
    await make(provider.origin)
      .models.list({}, { maxRetries: 0 })
      .catch(() => {});
    expect(provider.requests).toHaveLength(1);
    expect(JSON.stringify([...(provider.requests[0]?.headers ?? [])])).not.toMatch(/-environment/);
  });

  test("is displaced by a function that yields a credential", async () => {
    vi.stubEnv("ANTHROPIC_AUTH_TOKEN", "key-environment");
    const headers = () => ({ authorization: "Bearer key-own" });
    expect(await sent((baseURL) => new Anthropic({ headers, baseURL }))).toEqual([
      "authorization",
      "key-own",
    ]);
  });

  test("does not stand in for a key that is undefined", () => {
    vi.stubEnv("ANTHROPIC_API_KEY", "key-environment");
    const options = { key: process.env.MISSING } as AnthropicOptions;
    expect(() => new Anthropic(options)).toThrow(expect.objectContaining({ code: "key_invalid" }));
  });
});

describe("without a key", () => {
  test("the SDK says what it misses", async () => {
    vi.stubEnv("ANTHROPIC_CONFIG_DIR", import.meta.dirname);
    for (const make of [() => new Anthropic(), () => new Official(withAuth({}))])
      await expect(make().models.list()).rejects.toThrow(/authentication method/);
  });

  test.each<[string, (baseURL: string) => Official]>([
    ["headers", (baseURL) => new Anthropic({ headers: { "x-team": "search" }, baseURL })],
    ["an address", (baseURL) => new Official(withAuth({ baseURL }))],
  ])("%s are enough, and no credential is sent", async (_what, make) => {
    const { provider } = await setUp();
    await make(provider.origin)
      .models.list()
      .catch(() => {});
    expect(provider.requests).toHaveLength(1);
    expect(await sent(make)).toBeUndefined();
  });
});

describe("what else the SDK reads from the environment", () => {
  test("says where the key belongs", async () => {
    const { provider, key } = await setUp();
    vi.stubEnv("ANTHROPIC_BASE_URL", provider.origin);
    for (const client of [new Anthropic({ key }), new Official(withAuth({ key }))])
      await client.models.list();
    expect(provider.stats.statuses).toEqual({ 200: 2 });
  });

  test("is not trusted to send a key in the clear", () => {
    vi.stubEnv("ANTHROPIC_BASE_URL", "http://gateway.example.com");
    const refused = expect.objectContaining({ code: "origin_refused" });
    expect(() => new Anthropic({ key: "key-1" })).toThrow(refused);
    expect(() => withAuth({ key: "key-1" })).toThrow(refused);
    new Anthropic({ key: "key-1", origins: ["http://gateway.example.com"] });
  });
});
