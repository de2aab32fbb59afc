import { expect, test } from "vitest";
import { caught } from "../../test/caught.ts";
import { everyOption } from "../../test/every-option.ts";
import { type PayiHeaderOptions, payiHeaders } from "../index.ts";

// What Pay-i's own create_headers made of the same input.
test.each<[PayiHeaderOptions, Record<string, string>]>([
  [{}, {}],
  [
    { useCaseName: "document_summarization", userId: "user_123", limitIds: ["monthly_budget"] },
    {
      "xProxy-Limit-IDs": "monthly_budget",
      "xProxy-User-ID": "user_123",
      "xProxy-UseCase-Name": "document_summarization",
    },
  ],
  [{ limitIds: [" a ", "", "b", " "] }, { "xProxy-Limit-IDs": "a,b" }],
  [{ limitIds: ["", " "] }, {}],
  [{ limitIds: [] }, {}],
  [
    { useCaseProperties: { a: "b", n: "é✓", q: '"' } },
    { "xProxy-UseCase-Properties": '{"a":"b","n":"\\u00e9\\u2713","q":"\\""}' },
  ],
  [{ requestProperties: { k: null } }, { "xProxy-Request-Properties": '{"k":null}' }],
  [{ useCaseVersion: 3 }, { "xProxy-UseCase-Version": "3" }],
  [{ useCaseVersion: 0 }, {}],
  [{ logPromptAndResponse: false }, { "xProxy-Logging-Disable": "True" }],
  [{ logPromptAndResponse: true }, {}],
  [{ userId: "  spaced " }, { "xProxy-User-ID": "  spaced " }],
  [{ userId: "", accountName: "", useCaseProperties: {}, requestProperties: {} }, {}],
])("writes %j as Pay-i's own package does", (options, headers) => {
  expect(payiHeaders(options)).toEqual(headers);
});

test("writes everything that there is, in Pay-i's order", () => {
  const headers = payiHeaders(everyOption.payi);
  expect(Object.entries(headers)).toEqual([
    ["xProxy-Limit-IDs", "a"],
    ["xProxy-User-ID", "b"],
    ["xProxy-Account-Name", "c"],
    ["xProxy-UseCase-ID", "d"],
    ["xProxy-UseCase-Name", "e"],
    ["xProxy-UseCase-Version", "1"],
    ["xProxy-UseCase-Properties", '{"g":"1"}'],
    ["xProxy-Request-Properties", '{"h":"1"}'],
    ["xProxy-UseCase-Step", "f"],
    ["xProxy-PriceAs-Category", "system.openai"],
    ["xProxy-PriceAs-Resource", "gpt-4o"],
    ["xProxy-Resource-Scope", "datazone"],
    ["xProxy-Logging-Disable", "True"],
    ["xProxy-Provider-BaseUri", "https://example.openai.azure.com"],
    ["xProxy-Forward-OpenAI-Project", "proj_1"],
    ["xProxy-Request-Tags", "old,tag_2"],
  ]);
});

test("writes properties in base64 where the proxy is to have them so", () => {
  const headers = payiHeaders({ requestProperties: { a: "b" }, propertiesEncoding: "base64" });
  expect(headers).toEqual({ "xProxy-Request-Properties": "eyJhIjoiYiJ9" });
  const other = payiHeaders({ useCaseProperties: { n: "é✓🔑" }, propertiesEncoding: "base64" });
  const text = Buffer.from(other["xProxy-UseCase-Properties"] ?? "", "base64").toString("utf8");
  expect(JSON.parse(text)).toEqual({ n: "é✓🔑" });
});

test.each<[string, object]>([
  ["xProxy-Limit-IDs has an element with a comma", { limitIds: ["a,secret-1"] }],
  ["xProxy-Limit-IDs has to be a list of texts", { limitIds: "secret-1" }],
  ["xProxy-User-ID has U+000A at index 8", { userId: "secret-1\nb" }],
  ["xProxy-User-ID has U+00E9 at index 8", { userId: "secret-1é✓" }],
  ["xProxy-UseCase-Version has to be a whole number", { useCaseVersion: 1.5 }],
  ["xProxy-UseCase-Properties has to be an object", { useCaseProperties: new Date(0) }],
  ["xProxy-UseCase-Properties has a value that is not a text or null", { useCaseProperties: { a: 1 } }],
  ["xProxy-UseCase-Name has to be up to 64", { useCaseName: "secret-1 and more" }],
  ["xProxy-UseCase-Name has to be up to 64", { useCaseName: "secret-1".repeat(9) }],
  ["xProxy-UseCase-Name has to be a text", { useCaseName: 7 }],
  ["xProxy-Request-Tags has an element that is not", { requestTags: ["secret-1 b"] }],
  ["xProxy-Logging-Disable has to come from true or false", { logPromptAndResponse: "secret-1" }],
  ["a header's name has a character that none may have", { forward: { "secret-1 b": "c" } }],
  ["xProxy-Forward-a is given twice", { forward: { A: "secret-1", a: "b" } }],
  ["xProxy-Forward-… has to be an object of texts", { forward: "secret-1" }],
  ["xProxy-Provider-BaseUri has to be an http or https address", { providerBaseURL: "secret-1" }],
])("%s: refused without its value", async (problem, options) => {
  const error = await caught(() => payiHeaders(options));
  expect(error).toMatchObject({ code: "headers_invalid", message: expect.stringContaining(problem) });
  expect((error as Error).message).not.toContain("secret-1");
});

test("refuses an encoding and an option that there is not", async () => {
  for (const wrong of [{ propertiesEncoding: "hex" }, { budgetIds: ["a"] }])
    expect(await caught(() => payiHeaders(wrong as object))).toBeInstanceOf(TypeError);
});
