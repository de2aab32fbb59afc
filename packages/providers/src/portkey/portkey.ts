import { AuthError, header, type KeyInput } from "@valetkey/core";
import { type Preset, type PresetOptions, preset, presetKey } from "../preset.ts";
import type { PresetInfo } from "../preset-info.ts";
import { optional } from "../setting.ts";
import { type PortkeyConfig, type PortkeyProvider, problemOf } from "./portkey-config.ts";
import type { PortkeyHeaderOptions } from "./portkey-header-options.ts";
import { portkeyHeaders } from "./portkey-headers.ts";

/** The providers that can do without a key, because they take credentials of another kind or none. */
export type PortkeyKeylessProvider =
  | "azure-openai"
  | "azure-ai"
  | "bedrock"
  | "sagemaker"
  | "vertex-ai"
  | "oracle"
  | "ollama"
  | "triton";

/** 1. The provider's slug, and its key. */
export interface PortkeyByProvider extends Partial<Record<"virtualKey" | "customHost", never>> {
  /** The provider's slug. */
  provider: PortkeyProvider;
  /** The provider's key. */
  key: KeyInput;
}

/** 1. The same, for a provider that takes credentials of another kind: those of a cloud among the options, or none. */
export interface PortkeyByCloud extends Partial<Record<"virtualKey" | "customHost", never>> {
  /** The provider's slug. */
  provider: PortkeyKeylessProvider;
  /** The provider's key, if it has one all the same. */
  key?: KeyInput;
}

/** 2. A key that is stored with Portkey. Hosted only. */
export interface PortkeyByVirtualKey extends Partial<Record<"provider" | "key" | "customHost", never>> {
  /** Its name there. */
  virtualKey: KeyInput;
}

/** 2. An integration that is stored with Portkey. Hosted only. */
export interface PortkeyByIntegration extends Partial<Record<"virtualKey" | "key" | "customHost", never>> {
  /** Its slug, after an `@`. */
  provider: `@${string}`;
}

/** 3. A config: JSON, or the id of one stored with the hosted gateway. */
export interface PortkeyByConfig extends Partial<Record<"provider" | "virtualKey" | "customHost", never>> {
  /** The config. For keys in it that rotate, have it come from a source: `headers: () => portkeyHeaders({ config: … })`. */
  config: string | PortkeyConfig;
  /** The provider's key, for a config that has neither provider nor targets. */
  key?: KeyInput;
}

/** 4. A provider of your own that speaks like a known one. */
export interface PortkeyByCustomHost extends Partial<Record<"virtualKey", never>> {
  /** Its address with the version path, such as `"https://llm.example.com/v1"`. */
  customHost: string;
  /** Whom it speaks like. */
  provider: PortkeyProvider;
  /** Its key. */
  key: KeyInput;
}

/** Portkey's own service. */
export interface PortkeyHosted {
  /** Which of the two it is. */
  target?: "hosted" | undefined;
  /** Portkey's key. Default: `PORTKEY_API_KEY`. */
  apiKey?: KeyInput;
}

/** The open-source gateway, which knows no ids of configs, no virtual keys and no `@slug`. */
export interface PortkeySelfHosted extends Partial<Record<"apiKey", never>> {
  /** Which of the two it is. */
  target: "self-hosted";
}

/** What `portkey()` takes besides the way to authenticate with the provider: Portkey's headers for every request. */
export interface PortkeySettings
  extends Omit<PresetOptions, "key">,
    Omit<PortkeyHeaderOptions, "provider" | "virtualKey" | "customHost" | "azureAdToken"> {
  /** An Entra token for Azure, in place of a key; it may be a function. */
  azureAdToken?: KeyInput;
}

/** What `portkey()` takes. */
export type PortkeyPresetOptions = PortkeySettings &
  (
    | (PortkeyHosted &
        (
          | PortkeyByProvider
          | PortkeyByCloud
          | PortkeyByVirtualKey
          | PortkeyByIntegration
          | PortkeyByConfig
          | PortkeyByCustomHost
        ))
    | (PortkeySelfHosted & (PortkeyByProvider | PortkeyByCloud | PortkeyByConfig | PortkeyByCustomHost))
  );

/** @internal */
export const portkeyInfo: PresetInfo = {
  name: "portkey",
  service: "Portkey",
  baseURL: "https://api.portkey.ai/v1",
  keyVariables: [],
  variables: ["PORTKEY_API_KEY", "PORTKEY_BASE_URL"],
  keyHeader: "Authorization: Bearer; Portkey's own x-portkey-api-key",
  source: "https://portkey.ai/docs/api-reference/inference-api/headers",
};

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

/**
 * Portkey in front of a provider, hosted or self-hosted (`http://localhost:8787/v1` unless `baseURL` or
 * `PORTKEY_BASE_URL` say otherwise). Portkey's key and the provider's may both rotate, and a refusal of either is
 * recovered. The provider's key always goes as `Authorization: Bearer`, where the gateway looks for it.
 *
 * Source: https://portkey.ai/docs/api-reference/inference-api/headers
 *
 * @throws TypeError for a bad option, and for what a self-hosted gateway cannot know; AuthError `headers_invalid` for
 * what cannot be sent. A missing key of Portkey's is an AuthError `key_unavailable` at the first request.
 * @example
 * ```ts
 * import { cached, env } from "@valetkey/core";
 * import { withAuth } from "@valetkey/openai";
 * import { portkey } from "@valetkey/providers";
 * import OpenAI from "openai";
 *
 * declare function exchange(): Promise<{ value: string; expiresIn: number }>;
 *
 * const hosted = new OpenAI(withAuth(portkey({ provider: "openai", key: env("OPENAI_API_KEY") })));
 * const stored = new OpenAI(withAuth(portkey({ config: "pc-example", apiKey: cached(exchange) })));
 * const own = new OpenAI(
 *   withAuth(portkey({ target: "self-hosted", provider: "groq", key: env("GROQ_API_KEY"), config: { retry: { attempts: 3 } } })),
 * );
 * ```
 */
export function portkey(options: PortkeyPresetOptions): Preset {
  const { target = "hosted", apiKey, key, virtualKey, azureAdToken, ...settings } = options;
  const { headers, baseURL, origins, id, native, onEvent, ...rest } = settings;
  const owner = "portkey()";
  if (target !== "hosted" && target !== "self-hosted")
    throw new TypeError('portkey(): target has to be "hosted" or "self-hosted".');
  checkKind({ ...options });
  if (target === "self-hosted") checkSelfHosted({ ...options });

  const values = portkeyHeaders(rest);
  const passed = { headers, baseURL, origins, id, native, onEvent, key };
  const given = Object.fromEntries(Object.entries(passed).filter(([, value]) => value !== undefined));
  return preset(portkeyInfo, given, {
    baseURL:
      optional(owner, "baseURL", baseURL, ["PORTKEY_BASE_URL"]) ??
      (target === "hosted" ? portkeyInfo.baseURL : "http://localhost:8787/v1"),
    scheme: "bearer",
    headers: [
      // In a function, so that printing the preset shows neither a cloud's secrets nor a config's keys.
      () => values,
      ...(target === "hosted"
        ? [header("x-portkey-api-key", presetKey(owner, "apiKey", apiKey, ["PORTKEY_API_KEY"]))]
        : []),
      ...(virtualKey === undefined
        ? []
        : [header("x-portkey-virtual-key", presetKey(owner, "virtualKey", virtualKey, []))]),
      ...(azureAdToken === undefined
        ? []
        : [header("x-portkey-azure-ad-token", presetKey(owner, "azureAdToken", azureAdToken, []))]),
    ],
    key: key === undefined ? null : presetKey(owner, "key", key, []),
  });
}

/** One way to authenticate with the provider, and a whole one. */
function checkKind(options: Readonly<Record<string, unknown>>): void {
  const { provider, key, virtualKey, customHost, config } = options;
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
function checkSelfHosted(options: Readonly<Record<string, unknown>>): void {
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
