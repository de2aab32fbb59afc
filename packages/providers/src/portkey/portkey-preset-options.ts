import type { KeyInput } from "@valetkey/core";
import type { PresetOptions } from "../preset.ts";
import type { PortkeyConfig, PortkeyProvider } from "./portkey-config.ts";
import type { PortkeyHeaderOptions } from "./portkey-header-options.ts";

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
