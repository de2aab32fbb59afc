import { describe, expect, test } from "vitest";
import type { Client } from "../peers/peer.ts";
import { valetkey } from "../peers/valetkey.ts";
import { permanentRefusal, storm } from "./storm.ts";

describe.each(valetkey.clients ?? [])("$name", (client) => {
  const requests = 100;

  test.each([
    { spread: 0, revokesPrevious: false },
    { spread: 80, revokesPrevious: false },
    { spread: 2_000, revokesPrevious: false },
    { spread: 0, revokesPrevious: true },
    { spread: 80, revokesPrevious: true },
    { spread: 2_000, revokesPrevious: true },
  ])("gets through a storm with one exchange: %o", async (options) => {
    const outcome = await storm(client, { requests, ...options });
    // Each request is refused once and sent once more.
    expect(outcome).toEqual({ exchanges: 1, requests: 2 * requests, failures: 0 });
  });

  test("gives up on a permanent 401 after one exchange by force", async () => {
    expect(await permanentRefusal(client, 401, 10)).toEqual({ exchanges: 2, requests: 11, failures: 10 });
  });

  test("asks for no other token after a 403", async () => {
    expect(await permanentRefusal(client, 403, 3)).toEqual({ exchanges: 1, requests: 3, failures: 3 });
  });
});

test("a service that issues a token ends the one before it, if told so", async () => {
  const impatient: Client = {
    name: "an exchange for every refusal",
    connect: (service) => {
      let token = "";
      const send = async () => {
        const headers = { authorization: `Bearer ${token}` };
        return (await service.fetch("https://api.example.com/v1/models", { headers })).status;
      };
      return async () => {
        if ((await send()) === 200) return;
        token = await service.exchange();
        if ((await send()) !== 200) throw new Error("refused twice");
      };
    },
  };
  const options = { requests: 10, spread: 0 };
  expect(await storm(impatient, options)).toEqual({ exchanges: 10, requests: 20, failures: 0 });
  const revoked = await storm(impatient, { ...options, revokesPrevious: true });
  expect(revoked).toMatchObject({ exchanges: 10, requests: 20 });
  expect(revoked.failures).toBeGreaterThan(0);
});
