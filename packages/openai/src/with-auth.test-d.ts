import Official, { BedrockOpenAI, AzureOpenAI as OfficialAzure } from "openai";
import { expectTypeOf, test } from "vitest";
import OpenAI, { type Auth, AzureOpenAI, cached, OpenAI as Named, openWebSocket, withAuth } from "./index.ts";

declare const auth: Auth;
const key = cached(async () => ({ value: "key-1", expiresIn: 60 }));
const endpoint = "https://example.openai.azure.com";

test("withAuth returns the options of the class at hand", () => {
  expectTypeOf(new Official(withAuth({ key }, { timeout: 30_000, maxRetries: 1 }))).toEqualTypeOf<Official>();
  new Official(withAuth(auth));
  new OfficialAzure(withAuth({ key, scheme: "bearer" }, { endpoint, apiVersion: "1" }));
  new OfficialAzure(withAuth({}, { endpoint, azureADTokenProvider: async () => "key-1" }));
  new BedrockOpenAI(withAuth({ key }, { awsRegion: "eu-central-1" }));
  // @ts-expect-error: a typo.
  new Official(withAuth({ key }, { timeuot: 30_000 }));
  // @ts-expect-error: of the wrong type.
  new Official(withAuth({ key }, { timeout: "30 s" }));
  // @ts-expect-error: an option of another class.
  new Official(withAuth({ key }, { endpoint }));
});

test("its result may be kept in a variable", () => {
  const options = withAuth({ key, baseURL: "https://gateway.example.com/v1" }, { timeout: 30_000 });
  expectTypeOf(options).toExtend<{ apiKey: string; baseURL: string; timeout: number }>();
  new Official(options);
});

test("an auth is one", () => {
  // @ts-expect-error: a promise would be resolved once and never again.
  withAuth({ key: Promise.resolve("key-1") });
  // @ts-expect-error: a typo.
  new Official(withAuth({ keys: key }));
});

test("the drop-ins take an auth's fields and the SDK's options, and nothing else", () => {
  expectTypeOf(new OpenAI({ key, headers: () => ({ "x-a": "1" }), timeout: 1 })).toExtend<Official>();
  expectTypeOf(OpenAI).toEqualTypeOf(Named);
  new OpenAI({ apiKey: async () => "key-1" });
  new AzureOpenAI({ key, endpoint, apiVersion: "1" });
  // @ts-expect-error: a typo.
  new OpenAI({ kye: key });
  // @ts-expect-error: an option of another class.
  new OpenAI({ key, endpoint });
  // @ts-expect-error: AzureOpenAI has a provider of tokens for that.
  new AzureOpenAI({ apiKey: async () => "key-1", endpoint });
});

test("a derived drop-in is of its class", () => {
  const client = new OpenAI({ key });
  expectTypeOf(client.withOptions({ key: "key-1", timeout: 1 })).toEqualTypeOf<OpenAI>();
  expectTypeOf(new AzureOpenAI().withOptions({ key, headers: {} })).toEqualTypeOf<AzureOpenAI>();
  // @ts-expect-error: a typo.
  client.withOptions({ kye: "key-1" });
});

test("the names in the class are those of the official one", () => {
  expectTypeOf<OpenAI.Chat.ChatCompletionMessageParam>().toEqualTypeOf<Official.Chat.ChatCompletionMessageParam>();
  expectTypeOf<OpenAI.ChatCompletionTool>().toEqualTypeOf<Official.ChatCompletionTool>();
  expectTypeOf<OpenAI.ParsedChatCompletion<number>>().toEqualTypeOf<Official.ParsedChatCompletion<number>>();
  expectTypeOf<OpenAI.Responses.ResponseInput>().toEqualTypeOf<Official.Responses.ResponseInput>();
  expectTypeOf<OpenAI.RequestOptions>().toEqualTypeOf<Official.RequestOptions>();
  expectTypeOf(OpenAI.Page).toEqualTypeOf(Official.Page);
});

test("openWebSocket hands on the client's class, and returns what was connected", () => {
  const connection = { socket: {}, on() {}, off() {}, close() {}, own: 1 };
  const opened = openWebSocket(new AzureOpenAI(), (client) => {
    expectTypeOf(client).toEqualTypeOf<AzureOpenAI>();
    return connection;
  });
  expectTypeOf(opened).resolves.toEqualTypeOf<typeof connection>();
  // @ts-expect-error: no connection.
  void openWebSocket(new OpenAI(), () => ({}));
});
