import { AuthError } from "@valetkey/core";
import type { PortkeyConfig } from "./portkey-config.ts";

/** What can stand in for a provider's key. */
const credentials = [
  ...[
    "azureAdToken",
    "azureAuthMode",
    "awsAccessKeyId",
    "awsRoleArn",
    "awsAuthType",
    "vertexServiceAccountJson",
  ],
  "oraclePrivateKey",
];

/** Does a config bring keys of its own? Of a stored one only the hosted gateway knows. */
const bringsKeys = (config: unknown): boolean =>
  typeof config === "string" ||
  ["targets", "api_key", "virtual_key"].some((name) => name in ((config ?? {}) as object));

/** A config or the id of one, as far as the checks below look at it. */
function isConfig(config: unknown, mayBeId = true): boolean {
  if (typeof config === "string") return mayBeId && config.trim() !== "";
  if (typeof config !== "object" || config === null || Array.isArray(config)) return false;
  const { targets = [] } = config as { targets?: unknown };
  return Array.isArray(targets) && targets.every((target) => isConfig(target, false));
}

/** One way to authenticate with the provider, and a whole one. */
export function checkKind(options: Readonly<Record<string, unknown>>): void {
  const { provider, key, virtualKey, customHost, config } = options;
  if (provider !== undefined && (typeof provider !== "string" || provider.trim() === ""))
    throw new TypeError("portkey(): provider has to be a text.");
  if (config !== undefined && !isConfig(config))
    throw new TypeError("portkey(): config has to be an object, its targets too, or the id of a stored one.");
  if (virtualKey !== undefined && key !== undefined)
    throw new AuthError("auth_conflict", "portkey(): key and virtualKey exclude each other; remove one.");
  if (customHost !== undefined && provider === undefined)
    throw new TypeError("portkey(): customHost needs the provider that it speaks like.");
  if ([provider, virtualKey, config].every((each) => each === undefined))
    throw new TypeError(
      "portkey(): pass provider and key, virtualKey, config, or customHost with provider and key.",
    );
  const isStored = `${provider}`.startsWith("@") || virtualKey !== undefined || provider === undefined;
  const isKeyless = /^(ollama|triton)$/.test(`${provider}`) || bringsKeys(config);
  if (
    key === undefined &&
    !isStored &&
    !isKeyless &&
    !credentials.some((name) => options[name] !== undefined)
  )
    throw new TypeError(
      'portkey(): pass key, the provider\'s key; without one Portkey would send "undefined".',
    );
}

/** What a self-hosted gateway would refuse, or would silently get wrong, is refused here. */
export function checkSelfHosted(options: Readonly<Record<string, unknown>>): void {
  const { provider, config, virtualKey, apiKey } = options;
  const problem =
    typeof config === "string"
      ? "config has to be JSON, since its id is"
      : virtualKey !== undefined
        ? "virtualKey is"
        : `${provider}`.startsWith("@")
          ? "provider with @ is"
          : apiKey !== undefined
            ? "apiKey is"
            : undefined;
  if (problem) throw new TypeError(`portkey(): ${problem} known to the hosted gateway alone.`);
  const flaw = config && provider === undefined ? problemOf(config as PortkeyConfig) : undefined;
  if (flaw) throw new TypeError(`portkey(): ${flaw}.`);
}

/**
 * What is wrong with a config that the open-source gateway would not notice: a provider without a key gets
 * `Bearer undefined`. Nothing, if it is all right.
 */
function problemOf(config: PortkeyConfig, path = "config"): string | undefined {
  if (config.virtual_key) return `${path}.virtual_key is known to the hosted gateway alone`;
  const isKeyless = /^(ollama|triton|bedrock|sagemaker|vertex-ai|azure-|oracle)/.test(config.provider ?? "");
  if (config.provider && !config.api_key && !config.targets && !isKeyless)
    return `${path} has a provider and no api_key, which the gateway takes for the key "undefined"`;
  for (const [index, target] of (config.targets ?? []).entries()) {
    const problem = problemOf(target, `${path}.targets[${index}]`);
    if (problem) return problem;
  }
  return undefined;
}
