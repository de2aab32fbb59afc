import { createHmac } from "node:crypto";
import Official from "openai";
import { describe, expect, test, vi } from "vitest";
import { setUp, ways } from "../test/set-up.ts";
import { withAuth } from "./index.ts";

// What older versions of the SDK do not read yet.
describe.each(ways)("through %s", (_way, make) => {
  test("webhooks are verified as before", async () => {
    const secret = Buffer.from("a secret of this test").toString("base64");
    const client = make((await setUp()).provider, { key: "key-1" }, { webhookSecret: `whsec_${secret}` });
    const body = JSON.stringify({ id: "evt_1", type: "response.completed", data: { id: "resp_1" } });
    const time = `${Math.floor(Date.now() / 1000)}`;
    const signature = createHmac("sha256", Buffer.from(secret, "base64")).update(`wh_1.${time}.${body}`);
    const headers = {
      "webhook-id": "wh_1",
      "webhook-timestamp": time,
      "webhook-signature": `v1,${signature.digest("base64")}`,
    };
    expect(await client.webhooks.unwrap(body, headers)).toMatchObject({ type: "response.completed" });
    await expect(client.webhooks.unwrap(`${body} `, headers)).rejects.toThrow();
  });

  test("headers and the webhooks' secret come from the environment as before", async () => {
    const { provider, key } = await setUp();
    vi.stubEnv("OPENAI_WEBHOOK_SECRET", "whsec-1");
    vi.stubEnv("OPENAI_CUSTOM_HEADERS", "x-custom: 1");
    const client = make(provider, { key });
    expect(client.webhookSecret).toBe("whsec-1");
    await client.models.list();
    expect(provider.requests[0]?.headers.get("x-custom")).toBe("1");
  });
});

test("another host that the auth chose gets no header of the environment's in native mode, nor an admin key", async () => {
  const { provider, key } = await setUp();
  const { baseURL } = provider;
  vi.stubEnv("OPENAI_ADMIN_KEY", "key-environment");
  const client = new Official(withAuth({ key, baseURL, native: true }));
  await expect(client.admin.organization.projects.list()).rejects.toThrow("authentication method");
  expect(provider.requests).toHaveLength(0);
  vi.stubEnv("OPENAI_CUSTOM_HEADERS", "authorization: Bearer key-environment");
  await new Official(withAuth({ key, baseURL, native: true })).models.list();
  expect(provider.requests[0]?.headers.get("authorization")).toBe(`Bearer ${provider.key}`);
});
