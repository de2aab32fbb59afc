import type { Auth } from "@valetkey/core";
import { withAuth } from "@valetkey/openai";
import OpenAI, { AzureOpenAI } from "openai";
import { expectTypeOf } from "vitest";
import {
  azureOpenAI,
  bedrock,
  groq,
  helicone,
  type Preset,
  payi,
  portkey,
  portkeyHeaders,
  vertex,
} from "./index.ts";

const key = () => "key-1";

// An adapter takes the address from a preset: it is known, and need not be said again.
expectTypeOf(groq()).toExtend<Auth & { baseURL: string }>();
expectTypeOf(withAuth(groq())).toExtend<{ baseURL: string; apiKey: string }>();
new OpenAI(withAuth(groq(), { timeout: 1_000 }));
new AzureOpenAI(withAuth(azureOpenAI({ path: "deployments", token: key }), { apiVersion: "v" }));

// @ts-expect-error: the SDK has no such option.
new OpenAI(withAuth<ConstructorParameters<typeof OpenAI>[0]>(groq(), { timeOut: 1_000 }));
// @ts-expect-error: a promise would be resolved once and never renewed.
groq({ key: Promise.resolve("key-1") });
// @ts-expect-error: it is called key.
groq({ apiKey: "key-1" });
// @ts-expect-error: an API key and an Entra token exclude each other.
azureOpenAI({ key, token: key });
// @ts-expect-error: there is no environment variable for a token.
vertex({ project: "p" });
// @ts-expect-error: there are two endpoints.
bedrock({ endpoint: "agent" });
// @ts-expect-error: the proxy forwards the provider's key.
helicone({ mode: "proxy" });

// Portkey: four kinds of credentials, and what only the hosted gateway knows.
expectTypeOf(portkey({ provider: "openai", key })).toEqualTypeOf<Preset>();
portkey({ provider: "a-new-one", key });
portkey({ provider: "@integration" });
portkey({ provider: "ollama" });
portkey({ virtualKey: key });
portkey({ config: "pc-1" });
portkey({
  config: { strategy: { mode: "loadbalance" }, targets: [{ provider: "groq", api_key: "k", weight: 1 }] },
});
portkey({ provider: "openai", customHost: "https://a.test/v1", key });
portkey({ target: "self-hosted", config: { retry: { attempts: 1 } } });
// @ts-expect-error: nothing says how to authenticate.
portkey({});
// @ts-expect-error: a provider needs its key.
portkey({ provider: "openai" });
// @ts-expect-error: two kinds at once.
portkey({ virtualKey: key, provider: "openai", key });
// @ts-expect-error: a host needs to be told whom it speaks like.
portkey({ customHost: "https://a.test/v1", key });
// @ts-expect-error: the open-source gateway knows no virtual keys.
portkey({ target: "self-hosted", virtualKey: key });
// @ts-expect-error: nor has it a key of its own.
portkey({ target: "self-hosted", provider: "openai", key, apiKey: key });
// @ts-expect-error: a strategy by conditions needs its default.
portkeyHeaders({ config: { strategy: { mode: "conditional", conditions: [] } } });
// @ts-expect-error: ms, as a number.
portkeyHeaders({ requestTimeout: "5s" });

// Pay-i: each route says what it needs.
payi({ route: "openai", key });
payi({ route: "aws.bedrock", region: "us-west-2", signer: () => ({}) });
// @ts-expect-error: the provider's key.
payi({ route: "openai" });
// @ts-expect-error: Azure has no address for all, and prices by model.
payi({ route: "azure.openai", key });
// @ts-expect-error: no such route.
payi({ route: "google.vertex", key });
