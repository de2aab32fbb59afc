import { expect, test } from "vitest";
import { runDemo } from "../test/run-demo.ts";
import { clientKinds } from "./clients/index.ts";

/** The numbers of a row of the printed table. */
function row(output: string, name: string): Record<string, number> {
  const line = output.split("\n").find((text) => text.trim().startsWith(name)) ?? "";
  const [calls, tokens, exchanges, recovered, failures] = line
    .slice(line.indexOf(name) + name.length)
    .trim()
    .split(/\s+/)
    .map((value) => Number(value.replaceAll(",", "")));
  return { calls, tokens, exchanges, recovered, failures } as Record<string, number>;
}

test("the comparison holds, in plain lines and without a key among them", { timeout: 60_000 }, async () => {
  const { code, stdout, stderr } = await runDemo(["--seconds", "4"]);
  // Said at the start, beside the summary for whoever pipes that on.
  expect({ code, stderr }).toEqual({ code: 0, stderr: "A live key rotation, 4 s …\n" });
  expect(stdout).toMatch(/^A live key rotation\n\n/);

  for (const { name, keys } of clientKinds) {
    const { calls = 0, tokens, exchanges = 0, recovered, failures } = row(stdout, name);
    expect(calls, name).toBeGreaterThan(0);
    if (keys === "valet key") {
      expect(failures, name).toBe(0);
      expect(tokens, name).toBeGreaterThan(0);
      expect(recovered, name).toBeGreaterThan(0);
      expect(exchanges, name).toBeLessThan(calls);
    } else {
      expect(failures, name).toBeGreaterThan(0);
      if (keys === "asked for each call") expect(exchanges, name).toBe(calls);
    }
  }
  expect(stdout).toContain("revoked by surprise once");

  // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal's codes are what must not be there.
  expect(stdout).not.toMatch(/\u001b|\r/);
  // Keys are JWTs; the issuer's client has a secret, too.
  expect(stdout).not.toMatch(/ey[\w-]{8}|test-secret|test-client/);
  for (const line of stdout.split("\n")) expect(line.length, line).toBeLessThanOrEqual(80);
});

test("a failed call through Valet Key is a failed demo", { timeout: 60_000 }, async () => {
  // Only the client without an SDK sends its question through `fetch` as it is.
  const before = `
    const { fetch } = globalThis;
    globalThis.fetch = async (input, init) =>
      String(init?.body).includes("Question 3") ? new Response("", { status: 500 }) : await fetch(input, init);
  `;
  const { code, stdout } = await runDemo(["--seconds", "3"], { before });
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /^failed {2}fetch → authFetch: [1-9]\d* of \d+ calls failed \(Error: The provider answered 500\.\)$/m,
  );
});
