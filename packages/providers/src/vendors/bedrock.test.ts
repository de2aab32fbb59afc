import type { HeaderSource } from "@valetkey/core";
import { type Provider, startProvider } from "@valetkey/testing";
import { beforeEach, expect, test, vi } from "vitest";
import { awsSignature } from "../../test/aws-signature.ts";
import { awsSigner, credentials } from "../../test/aws-signer.ts";
import { caught } from "../../test/caught.ts";
import { openaiSdk } from "../../test/drivers/index.ts";
import { bedrock, listPresets, payi } from "../index.ts";

beforeEach(() => {
  for (const { keyVariables, variables } of listPresets())
    for (const name of [...keyVariables, ...variables]) vi.stubEnv(name, undefined);
});

const region = "eu-west-1";
const secret = credentials.secretAccessKey;

/** A provider that takes what is signed with these session tokens; whether rightly is for the test to see. */
const startAws = (): Promise<Provider> =>
  startProvider({ keys: [credentials.sessionToken], slots: ["x-amz-security-token"] });

test.each([
  ["mantle", "bedrock-mantle"],
  ["runtime", "bedrock"],
] as const)(
  "every request to %s is signed, its other headers included, and AWS would find it right",
  async (endpoint, service) => {
    await using provider = await startAws();
    const { baseURL } = provider;
    let turn = 0;
    const headers: HeaderSource = () => ({ "x-turn": `${++turn}` });
    const calls = openaiSdk(
      bedrock({
        endpoint,
        signer: awsSigner(service, region),
        baseURL,
        headers: [{ "x-team": "zo (ë)" }, headers],
      }),
    );
    for (const name of ["chat", "stream", "responses", "embeddings", "models", "batches"]) {
      provider.clear();
      await calls[name]?.({ "x-call": `two  spaces, ${name}` });
      const [request] = provider.requests;
      if (!request) throw new Error("There was no request.");
      const { signature, expected, names, ...scope } = awsSignature(request, secret);
      expect([name, request.status, signature]).toEqual([name, 200, expected]);
      expect(scope).toEqual({ service, region });
      expect(names).toEqual(expect.arrayContaining(["host", "x-amz-date", "x-team", "x-turn", "x-call"]));
    }
  },
);

test("a refused signature is made anew, with the credentials of the moment", async () => {
  await using provider = await startAws();
  const tokens = [provider.key, provider.rotate()];
  const provide = async () => ({ ...credentials, sessionToken: tokens.shift() ?? "" });
  const signer = awsSigner("bedrock-mantle", region, provide);
  await openaiSdk(bedrock({ signer, baseURL: provider.baseURL })).chat?.();
  expect(provider.stats.statuses).toEqual({ 200: 1, 401: 1 });
});

test("what cannot be signed is not sent", async () => {
  await using provider = await startAws();
  const signer = awsSigner("bedrock-mantle", region);
  const { files } = openaiSdk(bedrock({ signer, baseURL: provider.baseURL }));
  const error = await caught(async () => files?.());
  expect(error).toBeInstanceOf(Error);
  expect(provider.requests).toHaveLength(0);
});

test("a signature is checked independently: it fails for any other body, path, query or header", async () => {
  await using provider = await startAws();
  const signer = awsSigner("bedrock-mantle", region);
  await openaiSdk(bedrock({ signer, baseURL: provider.baseURL })).chat?.({ "x-call": "1" });
  const [request] = provider.requests;
  if (!request) throw new Error("There was no request.");
  const { method, url, headers, text } = request;
  const right = awsSignature({ method, url, headers, text }, secret);
  expect(right.signature).toBe(right.expected);
  const others = [
    { method: "PUT", url, headers, text },
    { method, url: new URL("/v1/other", url), headers, text },
    { method, url: new URL(`${url}?a=1`), headers, text },
    { method, url, headers: new Headers([...headers, ["x-call", "2"]]), text },
    { method, url, headers, text: `${text} ` },
  ];
  for (const other of others) expect(awsSignature(other, secret).expected).not.toBe(right.signature);
  expect(awsSignature(request, "secret-2").expected).not.toBe(right.signature);
});

test("behind Pay-i it is signed for Bedrock's own address, without what is Pay-i's", async () => {
  await using proxy = await startAws();
  const auth = payi({
    route: "aws.bedrock",
    region,
    signer: awsSigner("bedrock", region),
    host: proxy.origin,
    apiKey: "own-1",
    userId: "user-1",
  });
  await openaiSdk(auth)
    .chat?.()
    .catch(() => {});
  const [request] = proxy.requests;
  if (!request) throw new Error("There was no request.");
  expect(request.path).toBe("/api/v1/proxy/aws.bedrock/chat/completions");
  // As Pay-i forwards it.
  const url = new URL(`https://bedrock-runtime.${region}.amazonaws.com/chat/completions`);
  const headers = new Headers([...request.headers].filter(([name]) => !name.startsWith("xproxy-")));
  headers.set("host", url.host);
  const { signature, expected, names } = awsSignature(
    { ...request, method: request.method, url, headers, text: request.text },
    secret,
  );
  expect(signature).toBe(expected);
  expect(names.filter((name) => name.startsWith("xproxy"))).toEqual([]);
  expect(request.headers.get("xproxy-user-id")).toBe("user-1");
});
