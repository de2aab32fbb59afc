import { readFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { ask, examples, ollamaFor } from "../test/models.ts";
import { caught, printed, setUp } from "../test/set-up.ts";
import { type ClassName, classes } from "./classes.ts";
import { type Auth, cached, type KeyInput } from "./index.ts";

/** A model of the official class, in front of a provider that takes keys in its header alone. */
async function modelOf(name: ClassName, auth: (current: () => string) => Auth) {
  const { make, slot = "authorization" } = examples[name];
  const { provider } = await setUp({ slots: [slot] });
  const server = name === "ChatOllama" ? await ollamaFor(provider) : provider;
  const model = make(
    auth(() => provider.key),
    server,
  );
  return { provider, model, slot };
}

/** What was asked, without the connection that ChatCerebras warms up. */
const asked = <R extends { path: string }>(requests: readonly R[]) =>
  requests.filter(({ path }) => !path.endsWith("/tcp_warming"));

describe.each(Object.keys(classes) as ClassName[])("%s", (name) => {
  test("goes through a rotation, with the key in its own header and nowhere else", async () => {
    const { provider, model, slot } = await modelOf(name, (current) => ({ key: cached(current) }));
    const needles = [provider.key];
    await ask(model);
    needles.push(provider.rotate());
    await ask(model);
    expect(asked(provider.requests).map(({ status }) => status)).toEqual([200, 401, 200]);
    for (const { headers } of asked(provider.requests)) {
      const carriers = [...headers].filter(([, value]) => needles.some((key) => value.includes(key)));
      expect(carriers.map(([header]) => header)).toEqual([slot]);
      expect(JSON.stringify([...headers])).not.toContain("valetkey");
    }
    for (const needle of needles) expect(printed(model)).not.toContain(needle);
  });

  test("asks once for a key that cannot be had, and sends nothing", async () => {
    const key = vi.fn<() => Promise<string>>().mockRejectedValue(new Error("the vault is sealed"));
    const { provider, model } = await modelOf(name, () => ({ key: cached(key as KeyInput) }));
    const error = await caught(ask(model));
    expect([error.status ?? error.statusCode ?? error.status_code]).toEqual([401]);
    expect(provider.requests).toHaveLength(0);
    expect(key.mock.calls.length).toBeLessThanOrEqual(name === "ChatCerebras" ? 2 : 1);
  });

  test("keeps dynamic headers to its own service", async () => {
    let attempt = 0;
    const headers = () => ({ "x-attempt": `${++attempt}` });
    const { provider, model } = await modelOf(name, (current) => ({ key: cached(current), headers }));
    await ask(model);
    expect(asked(provider.requests)[0]?.headers.get("x-attempt")).toMatch(/^\d+$/);
  });
});

test("the README shows the table", () => {
  const rows = Object.entries(classes).map(
    ([name, { package: from, seam, address }]) =>
      `| \`${name}\` | \`${from}\` | \`${seam}\` | ${address.map((field) => `\`${field}\``).join(", ") || "`CEREBRAS_BASE_URL` in the environment"} |`,
  );
  expect(readFileSync(`${import.meta.dirname}/../README.md`, "utf8")).toContain(rows.join("\n"));
});
