/** The slugs that Portkey's open-source gateway knows; the hosted one may know more. */
export type PortkeyProvider =
  // biome-ignore format: one paragraph is easier to read than a column of 70
  | "302ai"
  | "ai21"
  | "aibadgr"
  | "anthropic"
  | "anyscale"
  | "azure-ai"
  | "azure-openai"
  | "bedrock"
  | "bytez"
  | "cerebras"
  | "cohere"
  | "cometapi"
  | "cortex"
  | "dashscope"
  | "deepbricks"
  | "deepinfra"
  | "deepseek"
  | "featherless-ai"
  | "fireworks-ai"
  | "github"
  | "google"
  | "groq"
  | "huggingface"
  | "hyperbolic"
  | "inference-net"
  | "iointelligence"
  | "jina"
  | "kluster-ai"
  | "krutrim"
  | "lambda"
  | "lemonfox-ai"
  | "lepton"
  | "lingyi"
  | "matterai"
  | "meshy"
  | "milvus"
  | "mistral-ai"
  | "modal"
  | "monsterapi"
  | "moonshot"
  | "ncompass"
  | "nebius"
  | "nextbit"
  | "nomic"
  | "novita-ai"
  | "nscale"
  | "ollama"
  | "openai"
  | "openrouter"
  | "oracle"
  | "ovhcloud"
  | "palm"
  | "perplexity-ai"
  | "portkey"
  | "predibase"
  | "qdrant"
  | "recraft-ai"
  | "reka-ai"
  | "replicate"
  | "sagemaker"
  | "sambanova"
  | "segmind"
  | "siliconflow"
  | "stability-ai"
  | "together-ai"
  | "tripo3d"
  | "triton"
  | "upstage"
  | "vertex-ai"
  | "voyage"
  | "workers-ai"
  | "x-ai"
  | "z-ai"
  | "zhipu"
  | (string & Record<never, never>);

/** How a value of the request is compared. */
export interface PortkeyComparison {
  /** Equal. */
  readonly $eq?: unknown;
  /** Not equal. */
  readonly $ne?: unknown;
  /** Greater. */
  readonly $gt?: number;
  /** Greater or equal. */
  readonly $gte?: number;
  /** Less. */
  readonly $lt?: number;
  /** Less or equal. */
  readonly $lte?: number;
  /** One of these. */
  readonly $in?: readonly unknown[];
  /** None of these. */
  readonly $nin?: readonly unknown[];
  /** A regular expression. */
  readonly $regex?: string;
}

/** Conditions on `metadata.…`, `params.…` and `url.pathname`, all of which have to hold; a bare value for equality. */
export type PortkeyQuery = Readonly<
  Partial<
    Record<
      `metadata.${string}` | `params.${string}` | "url.pathname",
      string | number | boolean | PortkeyComparison
    > &
      Record<"$and" | "$or", readonly PortkeyQuery[]>
  >
>;

/** How a target is chosen. */
export type PortkeyStrategy = PortkeyChoice | PortkeyFallback | PortkeyConditional;

/** The first target alone, or one of them by weight. */
export interface PortkeyChoice {
  /** Which of the two. */
  readonly mode: "single" | "loadbalance";
}

/** One target after the other. */
export interface PortkeyFallback {
  /** The way to choose. */
  readonly mode: "fallback";
  /** The statuses after which the next target is tried. Default: every failure. */
  readonly on_status_codes?: readonly number[];
}

/** The target whose conditions hold. */
export interface PortkeyConditional {
  /** The way to choose. */
  readonly mode: "conditional";
  /** The first whose query holds decides. */
  readonly conditions: readonly PortkeyCondition[];
  /** The name of the target if none holds. */
  readonly default: string;
}

/** When a target is chosen. */
export interface PortkeyCondition {
  /** What has to hold. */
  readonly query: PortkeyQuery;
  /** The name of the target. */
  readonly then: string;
}

/** Further attempts. */
export interface PortkeyRetry {
  /** How many. */
  readonly attempts: number;
  /** After which statuses. Default: 429, 500, 502, 503 and 504. */
  readonly on_status_codes?: readonly number[];
  /** Wait as long as the provider says, if it says so with a 429, and less than 60 s in all. */
  readonly use_retry_after_header?: boolean;
}

/** Answers from a cache. */
export interface PortkeyCache {
  /** For the same request, or for one that means the same. */
  readonly mode: "simple" | "semantic";
  /** How long, in seconds. */
  readonly max_age?: number;
}

/** Portkey's gateway config, in its own spelling. Targets are configs too, with a name and a weight. */
export interface PortkeyConfig {
  /** How one of the targets is chosen. */
  readonly strategy?: PortkeyStrategy;
  /** Where requests may go. */
  readonly targets?: readonly PortkeyConfig[];
  /** A target's name, for conditions. */
  readonly name?: string;
  /** A target's share when balancing. */
  readonly weight?: number;
  /** The provider's slug. With one in the config the request's own key is ignored: `api_key` is needed. */
  readonly provider?: PortkeyProvider;
  /** The provider's key. */
  readonly api_key?: string;
  /** A key stored with Portkey. Hosted only. */
  readonly virtual_key?: string;
  /** The provider's address with its version path, without a slash at its end. */
  readonly custom_host?: string;
  /** Answers from a cache. Hosted only. */
  readonly cache?: PortkeyCache;
  /** Further attempts. */
  readonly retry?: PortkeyRetry;
  /** How long the provider may take, in ms. */
  readonly request_timeout?: number;
  /** Headers of the request that go on to the provider. */
  readonly forward_headers?: readonly string[];
  /** What is set in the body, whatever the request says. */
  readonly override_params?: Readonly<Record<string, unknown>>;
  /** `false` leaves in what OpenAI's shape has no place for. */
  readonly strict_open_ai_compliance?: boolean;
  /** Hooks, guardrails and the fields of single clouds, such as `aws_region` or `vertex_project_id`. */
  readonly [field: string]: unknown;
}
