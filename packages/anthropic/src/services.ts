import { type Auth, AuthError, env } from "@valetkey/core";
import { isElsewhere, isTrustworthy } from "@valetkey/core/adapter";
import type { Credential } from "./credential.ts";
import type { SdkOptions } from "./sdk-options.ts";

/** Where the classes of the SDK and of its companions talk to. */
export type ServiceName = "anthropic" | "bedrock" | "vertex";

/** What a class would read by itself, from its options and from the environment. */
interface Service {
  /** Options by which one knows it. */
  readonly options: readonly (keyof SdkOptions)[];
  /** The environment variables that it takes its key from, the first that is set, by the option that they stand for. */
  readonly keys: Readonly<Partial<Record<"apiKey" | "authToken", string>>>;
  /** The addresses that it may choose; none where it refuses to be made. */
  readonly addresses: (options: SdkOptions) => (string | undefined)[];
}

const read = (name: string): string | undefined => env(name)({}) as string | undefined;

/** The constructors of @anthropic-ai/sdk, bedrock-sdk and vertex-sdk. */
const services: Record<ServiceName, Service> = {
  anthropic: {
    options: ["credentials", "config", "profile"],
    keys: { apiKey: "ANTHROPIC_API_KEY", authToken: "ANTHROPIC_AUTH_TOKEN" },
    addresses: ({ baseURL = read("ANTHROPIC_BASE_URL"), config }) => [
      baseURL || config?.base_url || "https://api.anthropic.com",
    ],
  },
  bedrock: {
    options: ["awsRegion", "awsAccessKey", "awsProfile", "providerChainResolver", "skipAuth"],
    keys: { apiKey: "AWS_BEARER_TOKEN_BEDROCK" },
    // Two classes with the same options: AnthropicBedrock and AnthropicBedrockMantle.
    addresses({ baseURL, awsRegion = read("AWS_REGION") }) {
      if (typeof baseURL === "string") return [baseURL];
      const mantle = awsRegion ?? read("AWS_DEFAULT_REGION");
      return [
        read("ANTHROPIC_BEDROCK_BASE_URL") ??
          `https://bedrock-runtime.${awsRegion ?? "us-east-1"}.amazonaws.com`,
        read("ANTHROPIC_BEDROCK_MANTLE_BASE_URL") ??
          (mantle && `https://bedrock-mantle.${mantle}.api.aws/anthropic`),
      ];
    },
  },
  vertex: {
    options: ["region", "projectId", "googleAuth", "authClient"],
    keys: {},
    addresses({ baseURL = read("ANTHROPIC_VERTEX_BASE_URL"), region = read("CLOUD_ML_REGION") }) {
      if (baseURL || !region) return [baseURL || undefined];
      if (region === "global") return ["https://aiplatform.googleapis.com/v1"];
      const isContinent = region === "us" || region === "eu";
      return [
        isContinent
          ? `https://aiplatform.${region}.rep.googleapis.com/v1`
          : `https://${region}-aiplatform.googleapis.com/v1`,
      ];
    },
  },
};

const names = Object.keys(services) as ServiceName[];

/** The service that these options are for, where they tell. */
export const serviceOf = (options: SdkOptions): ServiceName | undefined =>
  names.find((name) => services[name].options.some((option) => (options[option] ?? null) !== null));

/** The key in the environment that a class would take, and whether it is a token; `null` keeps a variable unread. */
export function environmentKey(
  name: ServiceName,
  options: SdkOptions,
): { key: string; isToken: boolean } | undefined {
  for (const option of ["apiKey", "authToken"] as const) {
    const variable = services[name].keys[option];
    const key = variable && options[option] === undefined ? read(variable) : undefined;
    if (key !== undefined) return { key, isToken: option === "authToken" };
  }
  return undefined;
}

/** Whether any class would find a key in the environment. */
export const hasEnvironmentKey = (options: SdkOptions): boolean =>
  names.some((name) => environmentKey(name, options) !== undefined);

/** Whether the environment names credentials that the SDK fetches by itself. */
export const hasEnvironmentCredentials = (): boolean =>
  ["ANTHROPIC_PROFILE", "ANTHROPIC_FEDERATION_RULE_ID"].some((name) => read(name) !== undefined);

/**
 * Whether the auth chose a host that is neither Anthropic's nor the environment's own. The headers that the SDK reads
 * from the environment do not belong there. A `baseURL` among the options is the user's word, as in the SDK.
 */
export const choosesElsewhere = ({ baseURL }: Pick<Auth, "baseURL">, options: SdkOptions): boolean =>
  baseURL !== undefined &&
  options.baseURL === undefined &&
  isElsewhere(baseURL, ["https://api.anthropic.com", read("ANTHROPIC_BASE_URL")]);

/**
 * Where a client with these options talks to. Without an option that tells its class it is taken for `Anthropic`.
 * Of the credentials that the SDK fetches itself, a profile may bring an address that only the SDK reads.
 *
 * @throws AuthError `origin_refused` for a profile without an address beside it.
 */
export function addressOf(
  { baseURL }: Pick<Auth, "baseURL">,
  options: SdkOptions,
  name: ServiceName = "anthropic",
  by?: Credential["by"],
): Pick<Auth, "baseURL" | "origins"> {
  const given = options.baseURL === undefined ? baseURL : options.baseURL;
  const addressed = { ...options, ...(given !== undefined && { baseURL: given }) };
  const isProfile = by === "sdk" && ((options.profile ?? null) !== null || hasEnvironmentCredentials());
  if (isProfile && name === "anthropic" && !(given ?? read("ANTHROPIC_BASE_URL"))) {
    throw new AuthError(
      "origin_refused",
      "A profile may bring an address of its own: name its origin in origins, or give a baseURL.",
    );
  }
  const found = new Set(services[name].addresses(addressed).filter((address) => address !== undefined));
  const [first, ...others] = found;
  // None: then the SDK refuses to be made, and says better than we could what it misses.
  if (first === undefined) return { origins: "sdk" };
  return others.length > 0 ? { origins: [first, ...others].filter(isTrustworthy) } : { baseURL: first };
}
