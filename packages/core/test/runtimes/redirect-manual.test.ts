import { expect, test } from "vitest";
import { authFetch, createValet } from "../../src/index.ts";
import { redirecting, startLoopback } from "../loopback.ts";

/** What the core builds on to keep a key from following a redirect, and where runtimes differ. */
test.each([301, 302, 303, 307, 308])(
  "fetch shows where a %i leads when told not to follow it",
  async (status) => {
    await using server = await redirecting("https://elsewhere.example.com/", status);
    const response = await fetch(`${server.origin}/from`, { redirect: "manual" });
    expect(response).toMatchObject({ status, redirected: false });
    expect(response.type).not.toBe("opaqueredirect");
    expect(response.headers.get("location")).toBe("https://elsewhere.example.com/");
  },
);

test.each([301, 302, 303, 307, 308])(
  "a %i to another origin loses the key and the headers",
  async (status) => {
    await using elsewhere = await startLoopback();
    await using server = await redirecting(`${elsewhere.origin}/to`, status);
    const auth = { key: "key-1", headers: { "x-tenant": "t" }, baseURL: server.origin };
    const valet = createValet(auth);
    await (await authFetch(auth)(`${server.origin}/from`)).text();
    const headers = { authorization: `Bearer ${valet.placeholder}` };
    await (await valet.fetch(`${server.origin}/from`, { headers })).text();
    const sent = { authorization: "Bearer key-1", "x-tenant": "t" };
    expect(server.requests.map((request) => request.headers)).toMatchObject([sent, sent]);
    expect(elsewhere.requests).toHaveLength(2);
    for (const { headers: received } of elsewhere.requests) {
      expect(received).not.toHaveProperty("authorization");
      expect(received).not.toHaveProperty("x-tenant");
    }
  },
);
