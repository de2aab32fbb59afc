import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Agent, fetch as undiciFetch } from "undici";
import { expect, test } from "vitest";
import { HELLO, openai } from "../../test/clients.ts";
import { startProvider, startTokenIssuer } from "../index.ts";

test("serves https to clients that trust its certificate, and to no others", async () => {
  await using provider = await startProvider({ tls: true });
  expect(provider.origin).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  const dispatcher = new Agent({ connect: { ca: provider.ca } });
  const trusting = openai(provider, { fetchOptions: { dispatcher }, fetch: undiciFetch as typeof fetch });
  const { choices } = await trusting.chat.completions.create({ model: "gpt-5", messages: [...HELLO] });
  expect(choices).toHaveLength(1);
  const named = new Agent({ connect: { ca: provider.ca, servername: "localhost" } });
  expect((await undiciFetch(provider.origin, { dispatcher: named })).status).toBe(401);
  await expect(fetch(provider.origin)).rejects.toThrow();
  await Promise.all([dispatcher.close(), named.close()]);
});

test("takes the port that it is given, and frees it when it closes", async () => {
  const first = await startProvider();
  const port = Number(new URL(first.origin).port);
  await expect(startProvider({ port })).rejects.toMatchObject({ code: "EADDRINUSE" });
  await first.close();
  await first.close();
  await using second = await startTokenIssuer({ port });
  expect(second.origin).toBe(first.origin);
});

test("closing ends open connections and streams", async () => {
  const provider = await startProvider();
  provider.slow({ chunkDelay: 1e9 });
  const request = { model: "gpt-5", messages: [...HELLO], stream: true as const };
  const stream = await openai(provider).chat.completions.create(request);
  await provider.close();
  const reading = async () => {
    for await (const _ of stream);
  };
  await expect(reading()).rejects.toThrow();
  await expect(openai(provider).models.list()).rejects.toThrow("Connection error");
});

test("a whole rehearsal prints nothing, and its process ends by itself", async () => {
  const script = new URL("../../test/rehearsal.ts", import.meta.url).pathname;
  const flags = [
    "--conditions=@valetkey/source",
    "--unhandled-rejections=strict",
    "--disable-warning=ExperimentalWarning",
  ];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [...flags, script]);
  expect({ stdout, stderr }).toEqual({ stdout: "", stderr: "" });
});
