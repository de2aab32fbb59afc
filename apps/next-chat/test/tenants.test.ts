import { sealData } from "iron-session";
import { expect, test } from "vitest";
import { users } from "../src/shared/users.ts";
import { openApp, sessionSecret } from "./open-app.ts";

test("20 interleaved streams of two users, revoked on the way: no key is ever another's", async () => {
  await using app = await openApp({ chunkDelay: 10 });
  const cookies = await Promise.all(
    users.map(({ id }) => sealData({ userId: id }, { password: sessionSecret })),
  );

  async function stream(index: number, round: string): Promise<string> {
    const user = users[index % 2]?.id ?? "";
    const response = await fetch(`${app.chat.url}/api/chat?user=${user}&chat=chat-${index}`, {
      method: "POST",
      headers: { cookie: `next-chat=${cookies[index % 2]}`, "content-type": "application/json" },
      body: JSON.stringify({ id: `${round}-${index}`, text: `What is a valet key, ${round}, asks ${user}` }),
    });
    expect(response.status).toBe(200);
    return await response.text();
  }

  for (const round of ["first", "second", "third"]) {
    const streams = Array.from({ length: 20 }, (_, index) => stream(index, round));
    // All of them are under way when both keys are withdrawn.
    await expect.poll(() => arrived(round).filter(({ status }) => status === 200).length).toBe(20);
    for (const issuer of Object.values(app.issuers)) issuer.revoke();
    for (const text of await Promise.all(streams)) expect(text).toContain('"type":"finish"');
  }

  function arrived(round: string) {
    return app.provider.requests.filter(({ text }) => text.includes(`${round}, asks`));
  }
  for (const { key, text } of app.provider.requests) {
    const [, payload = ""] = (key ?? "").split(".");
    const { sub } = JSON.parse(Buffer.from(payload, "base64url").toString());
    const [, user = ""] = [...text.matchAll(/asks (\w+)/g)].at(-1) ?? [];
    expect(sub).toBe(app.issuers[user]?.clientId);
  }
  // The first round asks once for each user; after each revocation all of a user's calls share one exchange.
  expect(Object.values(app.issuers).map(({ exchanges }) => exchanges)).toEqual([3, 3]);
});

test("nobody gets anything without signing in, or from another user's page", async () => {
  await using app = await openApp();
  const alice = `next-chat=${await sealData({ userId: "alice" }, { password: sessionSecret })}`;
  const forged = `next-chat=${await sealData({ userId: "alice" }, { password: "another-secret-of-32-characters-or-more" })}`;
  const paths = [
    "POST /api/chat",
    "DELETE /api/chat",
    "POST /api/chat/stop",
    "GET /api/chat/stream",
    "GET /api/key",
    "DELETE /api/key",
  ];
  const answers = async (cookie: string, query: string) =>
    await Promise.all(
      paths.map(async (path) => {
        const [method = "", address] = path.split(" ");
        const response = await fetch(`${app.chat.url}${address}?${query}`, { method, headers: { cookie } });
        return `${response.status} ${await response.text()}`;
      }),
    );
  const all = (answer: string) => paths.map(() => answer);
  expect(await answers("", "user=alice&chat=c")).toEqual(all('401 {"code":"signed_out"}'));
  expect(await answers(forged, "user=alice&chat=c")).toEqual(all('401 {"code":"signed_out"}'));
  expect(await answers(alice, "user=bob&chat=c")).toEqual(all('409 {"code":"other_user"}'));
  expect(await answers(alice, "user=alice&chat=../bob/c")).toEqual(all('400 {"code":"invalid"}'));
  expect(app.provider.requests).toHaveLength(0);
});
