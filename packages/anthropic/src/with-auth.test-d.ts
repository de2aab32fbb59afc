import { AnthropicBedrock } from "@anthropic-ai/bedrock-sdk";
import Official from "@anthropic-ai/sdk";
import { AnthropicVertex } from "@anthropic-ai/vertex-sdk";
import { expectTypeOf, test } from "vitest";
import Anthropic, { type Auth, cached, Anthropic as Named, withAuth } from "./index.ts";

declare const auth: Auth;
const key = cached(async () => ({ value: "key-1", expiresIn: 60 }));

test("withAuth returns the options of the class at hand", () => {
  expectTypeOf(new Official(withAuth({ key }, { timeout: 30_000, maxRetries: 1 }))).toEqualTypeOf<Official>();
  new Official(withAuth(auth));
  new Official(withAuth({}, { authToken: "token-1" }));
  new AnthropicBedrock(withAuth({ key }, { awsRegion: "eu-central-1" }));
  new AnthropicVertex(withAuth({ key }, { region: "europe-west1", projectId: "acme" }));
  // @ts-expect-error: a typo.
  new Official(withAuth({ key }, { timeuot: 30_000 }));
  // @ts-expect-error: of the wrong type.
  new Official(withAuth({ key }, { timeout: "30 s" }));
  // @ts-expect-error: an option of another class.
  new Official(withAuth({ key }, { awsRegion: "eu-central-1" }));
});

test("its result may be kept in a variable", () => {
  const options = withAuth({ key, baseURL: "https://gateway.example.com" }, { timeout: 30_000 });
  expectTypeOf(options).toExtend<{ apiKey: string; baseURL: string; timeout: number }>();
  new Official(options);
});

test("an auth is one", () => {
  // @ts-expect-error: a promise would be resolved once and never again.
  withAuth({ key: Promise.resolve("key-1") });
  // @ts-expect-error: a typo.
  new Official(withAuth({ keys: key }));
});

test("the drop-in takes an auth's fields and the SDK's options, and nothing else", () => {
  expectTypeOf(new Anthropic({ key, headers: () => ({ "x-a": "1" }), timeout: 1 })).toExtend<Official>();
  expectTypeOf(Anthropic).toEqualTypeOf(Named);
  new Anthropic({ apiKey: "key-1", profile: null });
  // @ts-expect-error: a typo.
  new Anthropic({ kye: key });
  // @ts-expect-error: for WebSockets, of which the SDK has none.
  new Anthropic({ key, native: true });
});

test("a derived drop-in is of its class", () => {
  const client = new Anthropic({ key });
  expectTypeOf(client.withOptions({ key: "key-1", timeout: 1 })).toEqualTypeOf<Anthropic>();
  // @ts-expect-error: a typo.
  client.withOptions({ kye: "key-1" });
});

test("the names in the class are those of the official one", () => {
  expectTypeOf<Anthropic.MessageParam>().toEqualTypeOf<Official.MessageParam>();
  expectTypeOf<Anthropic.Messages.ToolUseBlock>().toEqualTypeOf<Official.Messages.ToolUseBlock>();
  expectTypeOf<Anthropic.Beta.BetaMessage>().toEqualTypeOf<Official.Beta.BetaMessage>();
  expectTypeOf<Anthropic.Page<number>>().toEqualTypeOf<Official.Page<number>>();
  expectTypeOf<Anthropic.RequestOptions>().toEqualTypeOf<Official.RequestOptions>();
  expectTypeOf(Anthropic.AuthenticationError).toEqualTypeOf(Official.AuthenticationError);
});
