export * from "@anthropic-ai/sdk";
export * from "@valetkey/core";
export { Anthropic, Anthropic as default, type AnthropicOptions } from "./anthropic.ts";
export { withAuth } from "./with-auth.ts";
