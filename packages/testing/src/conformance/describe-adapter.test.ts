import type { Auth } from "@valetkey/core";
import type OpenAI from "openai";
import type { ClientOptions } from "openai";
import { VERSION } from "openai/version";
import { describe, test } from "vitest";
import { openaiDriver } from "../../test/openai-driver.ts";
import { connect } from "../../test/reference-adapter.ts";
import { describeAdapter } from "./describe-adapter.ts";

/** What each client was made of, for those derived from it. */
const origins = new WeakMap<OpenAI, { auth: Auth; options: ClientOptions }>();

function remembered(auth: Auth, options: ClientOptions): OpenAI {
  const client = connect(auth, options);
  origins.set(client, { auth, options });
  return client;
}

const driver = openaiDriver({
  name: `createValet and openai ${VERSION}`,
  connect: remembered,
  derive(client, { baseURL, ...changes }) {
    if (baseURL !== undefined) return client.withOptions({ baseURL });
    const { auth, options } = origins.get(client) ?? { auth: {}, options: {} };
    return remembered({ ...auth, ...changes }, options);
  },
});

describeAdapter(driver, { describe, test });
