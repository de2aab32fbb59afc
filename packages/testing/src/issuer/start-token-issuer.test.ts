import { createRemoteJWKSet, decodeJwt, jwtVerify, SignJWT } from "jose";
import { expect, test, vi } from "vitest";
import { get, HELLO, openai } from "../../test/clients.ts";
import { startProvider, startTokenIssuer, type TokenIssuer, TokenRequestError } from "../index.ts";
import { createSigningKey } from "./signing-key.ts";

test("issues JWTs that the provider accepts until they expire", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  await using issuer = await startTokenIssuer({ lifetime: 2 });
  await using provider = await startProvider({ issuer });
  const { value, expiresIn } = await issuer.exchange();
  expect(expiresIn).toBe(2);
  const completion = await openai(provider, { apiKey: value }).chat.completions.create({
    model: "gpt-5",
    messages: [...HELLO],
  });
  expect(completion.choices).toHaveLength(1);
  vi.advanceTimersByTime(1_999);
  expect((await get(provider, "/models", value)).status).toBe(200);
  vi.advanceTimersByTime(1);
  expect((await get(provider, "/models", value)).status).toBe(401);
  vi.useRealTimers();
});

test("a token can be verified by anybody, and says who it is for", async () => {
  await using issuer = await startTokenIssuer({ lifetime: 60, audience: "https://api.test" });
  const { value } = await issuer.exchange();
  const keys = createRemoteJWKSet(new URL(issuer.jwksUri));
  const { payload } = await jwtVerify(value, keys, { issuer: issuer.origin, audience: "https://api.test" });
  expect(payload.sub).toBe(issuer.clientId);
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60);
});

test("refuses revoked tokens, foreign ones and forgeries", async () => {
  await using issuer = await startTokenIssuer();
  await using other = await startTokenIssuer();
  const [first, second, foreign] = await Promise.all([issuer, issuer, other].map((from) => from.exchange()));
  const accepted = async () =>
    await Promise.all([first, second, foreign].map((token) => issuer.accepts(token?.value ?? "")));
  expect(await accepted()).toEqual([true, true, false]);
  issuer.revoke(first?.value);
  expect(await accepted()).toEqual([false, true, false]);
  issuer.revoke();
  expect(await accepted()).toEqual([false, false, false]);
  expect(await issuer.accepts("not-a-jwt")).toBe(false);
  const { privateJwk } = await createSigningKey();
  const forged = await new SignJWT(decodeJwt((await issuer.exchange()).value))
    .setProtectedHeader({ alg: "ES256" })
    .sign(privateJwk);
  expect(await issuer.accepts(forged)).toBe(false);
});

test("revokes the previous token when it is told to", async () => {
  await using issuer = await startTokenIssuer({ revokePrevious: true });
  const first = await issuer.exchange();
  const second = await issuer.exchange();
  expect(await issuer.accepts(first.value)).toBe(false);
  expect(await issuer.accepts(second.value)).toBe(true);
  expect(issuer.exchanges).toBe(2);
});

test("revokes a token for its client by RFC 7009, and for nobody else", async () => {
  await using issuer = await startTokenIssuer();
  const { value } = await issuer.exchange();
  const other = await issuer.exchange();
  const revoke = async (secret: string, token: string) => {
    const authorization = `Basic ${btoa(`${issuer.clientId}:${secret}`)}`;
    const body = new URLSearchParams({ token });
    return await fetch(issuer.revocationEndpoint, { method: "POST", headers: { authorization }, body });
  };
  expect((await revoke("wrong", value)).status).toBe(401);
  expect(await issuer.accepts(value)).toBe(true);
  expect((await revoke(issuer.clientSecret, value)).status).toBe(200);
  expect(await issuer.accepts(value)).toBe(false);
  expect(await issuer.accepts(other.value)).toBe(true);
  // What nobody issued is as good as revoked, says the RFC.
  expect((await revoke(issuer.clientSecret, "not-a-token")).status).toBe(200);
  expect(issuer.exchanges).toBe(2);
});

test("takes the client's secret in the body or by HTTP Basic, and no other secret", async () => {
  await using issuer = await startTokenIssuer();
  const ask = async (secret: string) => {
    const authorization = `Basic ${btoa(`${issuer.clientId}:${secret}`)}`;
    const body = new URLSearchParams({ grant_type: "client_credentials" });
    return await fetch(issuer.tokenEndpoint, { method: "POST", headers: { authorization }, body });
  };
  expect((await ask(issuer.clientSecret)).status).toBe(200);
  const refused = await ask("wrong");
  expect(refused.status).toBe(401);
  expect(await refused.json()).toMatchObject({ error: "invalid_client" });
});

test("goes down, answering 503 or refusing connections, and comes up at the same address", async () => {
  await using issuer = await startTokenIssuer();
  const { value } = await issuer.exchange();
  await issuer.down();
  await issuer.down();
  await expect(issuer.exchange()).rejects.toMatchObject({ status: 503, code: "temporarily_unavailable" });
  expect(await issuer.accepts(value)).toBe(true);
  await issuer.up();
  await issuer.exchange();
  await issuer.down("refused");
  await expect(issuer.exchange()).rejects.toThrow("fetch failed");
  await issuer.up();
  await issuer.exchange();
});

test("fails and slows as the provider does; an abort ends the waiting", async () => {
  await using issuer = await startTokenIssuer();
  issuer.fail({ status: 429, retryAfter: 3 });
  const error = await issuer.exchange().catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(TokenRequestError);
  expect(error).toMatchObject({ status: 429, retryAfter: 3_000 });
  issuer.slow({ delay: 1e9 });
  const abort = new AbortController();
  const waiting = issuer.exchange({ signal: abort.signal });
  await expect.poll(() => issuer.exchanges).toBe(2);
  abort.abort(new Error("enough"));
  await expect(waiting).rejects.toThrow("enough");
});

test("refuses bad options with an error that names them", async () => {
  const start = (options: object): Promise<TokenIssuer> => startTokenIssuer(options);
  await expect(start({ lifetime: 0 })).rejects.toThrow(/lifetime/);
  await expect(start({ lifetime: 0.5 })).rejects.toThrow(TypeError);
  await expect(start({ audience: "llm" })).rejects.toThrow(/audience.*absolute URI/);
  await expect(start({ port: -1 })).rejects.toThrow(/port/);
});
