import { type Auth, AuthError, env } from "@valetkey/core";
import { isElsewhere, isTrustworthy } from "@valetkey/core/adapter";
import type { SdkOptions } from "./sdk-options.ts";

/** The classes of the SDK, by the service that they talk to. */
export type ServiceName = "openai" | "azure" | "bedrock";

/** What a class of the SDK would read by itself, from its options and from the environment. */
interface Service {
  /** Options that no other class has. */
  readonly options: readonly (keyof SdkOptions)[];
  /** The environment variable that it takes its key from. */
  readonly key: string;
  /** The address that it would choose; undefined where it refuses to be made. */
  readonly address: (options: SdkOptions, baseURL: string | null | undefined) => string | undefined;
}

const read = (name: string): string | undefined => env(name)({}) as string | undefined;

/** https://github.com/openai/openai-node: the constructors in src/client.ts, src/azure.ts and src/bedrock.ts. */
const services: Record<ServiceName, Service> = {
  openai: {
    options: ["dataResidency"],
    key: "OPENAI_API_KEY",
    address({ dataResidency }, baseURL = read("OPENAI_BASE_URL")) {
      const region = dataResidency && dataResidency !== "global" ? `${dataResidency}.` : "";
      return (dataResidency ? undefined : baseURL) || `https://${region}api.openai.com/v1`;
    },
  },
  azure: {
    options: ["endpoint", "deployment", "apiVersion", "azureADTokenProvider"],
    key: "AZURE_OPENAI_API_KEY",
    address: ({ endpoint }, baseURL = read("OPENAI_BASE_URL")) =>
      baseURL || endpoint || read("AZURE_OPENAI_ENDPOINT"),
  },
  bedrock: {
    options: ["awsRegion", "bedrockTokenProvider"],
    key: "AWS_BEARER_TOKEN_BEDROCK",
    address(options, baseURL = read("AWS_BEDROCK_BASE_URL")) {
      const region = options.awsRegion ?? read("AWS_REGION") ?? read("AWS_DEFAULT_REGION");
      return baseURL || (region && `https://bedrock-mantle.${region}.api.aws/openai/v1`);
    },
  },
};

const names = Object.keys(services) as ServiceName[];

/** The class that these options are for, where they tell. */
export const serviceOf = (options: SdkOptions): ServiceName | undefined =>
  names.find((name) => services[name].options.some((option) => (options[option] ?? null) !== null));

/** The key in the environment that this class would take. */
export const environmentKey = (name: ServiceName): string | undefined => read(services[name].key);

/** Whether any class would find a key in the environment. */
export const hasEnvironmentKey = (): boolean => names.some((name) => environmentKey(name) !== undefined);

/**
 * Whether the auth chose a host that is neither OpenAI's nor the environment's own. There nothing belongs of what
 * the SDK reads besides a key and sends along. A `baseURL` among the options is the user's word, as in the SDK.
 */
export const choosesElsewhere = ({ baseURL }: Pick<Auth, "baseURL">, options: SdkOptions): boolean =>
  baseURL !== undefined &&
  options.baseURL === undefined &&
  isElsewhere(baseURL, ["https://api.openai.com", read("OPENAI_BASE_URL")]);

/**
 * Where a client with these options talks to. Where the class is not known, it may be either of the first two;
 * what can be read along on the way has to be named in `origins`.
 */
export function addressOf(
  { baseURL }: Pick<Auth, "baseURL">,
  options: SdkOptions,
  name: ServiceName | undefined,
): Pick<Auth, "baseURL" | "origins"> {
  if (options.provider) {
    throw new AuthError(
      "origin_refused",
      "The provider option keeps its address to itself: name its origin in origins.",
    );
  }
  const given = options.baseURL === undefined ? baseURL : options.baseURL;
  const choices = (name ? [name] : (["openai", "azure"] as const)).map((each) =>
    services[each].address(options, given),
  );
  const [first, ...others] = new Set(choices.filter((address) => address !== undefined));
  // None: then the SDK refuses to be made, and says better than we could what it misses.
  if (first === undefined) return { origins: "sdk" };
  return others.length > 0 ? { origins: [first, ...others].filter(isTrustworthy) } : { baseURL: first };
}
