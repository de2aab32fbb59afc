/** Statuses from one to another, both included. */
export interface HeliconeStatusRange {
  /** The first. */
  readonly from: number;
  /** The last. */
  readonly to: number;
}

/** Where Helicone turns if a provider fails. */
export interface HeliconeFallback {
  /** The provider's address. */
  readonly "target-url": string;
  /** The headers for it, its key among them. */
  readonly headers: Readonly<Record<string, string>>;
  /** The statuses after which it is its turn. */
  readonly onCodes: readonly (number | HeliconeStatusRange)[];
  /** What becomes of the body. */
  readonly bodyKeyOverride?: Readonly<Record<string, string>>;
}

/** What can be told to Helicone about a request. */
export interface HeliconeHeaderOptions {
  /** Who asks. */
  userId?: string | undefined;
  /** One `Helicone-Property-…` each. */
  properties?: Readonly<Record<string, string>> | undefined;
  /** The session that the request belongs to. */
  sessionId?: string | undefined;
  /** Its place in the session, such as `"/parent/child"`. */
  sessionPath?: string | undefined;
  /** The session's name. */
  sessionName?: string | undefined;
  /** An id of your own: a UUID; Helicone would put a random one in place of anything else. */
  requestId?: string | undefined;
  /** The prompt's id. */
  promptId?: string | undefined;
  /** The prompt's version. */
  promptVersion?: string | undefined;
  /** The prompt's mode, as Helicone's prompts have it. */
  promptMode?: string | undefined;
  /** The format that the prompt is written in. */
  promptFormat?: string | undefined;
  /** The prompt's name. */
  promptName?: string | undefined;
  /** Answer from the cache, and keep the answer there. */
  cacheEnabled?: boolean | undefined;
  /** How long it is kept, as in `Cache-Control`: `"max-age=3600"`. */
  cacheControl?: string | undefined;
  /** Keeps caches apart, for instance by user. */
  cacheSeed?: string | undefined;
  /** How many answers are kept for one request. */
  cacheBucketMaxSize?: number | undefined;
  /** Try again when the provider fails. */
  retryEnabled?: boolean | undefined;
  /** How often; Helicone's default is 5. */
  retryNum?: number | undefined;
  /** By how much the pause grows; Helicone's default is 2. */
  retryFactor?: number | undefined;
  /** The shortest pause, in ms; Helicone's default is 1000. */
  retryMinTimeout?: number | undefined;
  /** The longest pause, in ms; Helicone's default is 10000. */
  retryMaxTimeout?: number | undefined;
  /** Such as `"10;w=1000;u=cents;s=user"`: a quota per window in seconds, of a unit, by a segment. */
  rateLimitPolicy?: string | undefined;
  /** Other providers to turn to. */
  fallbacks?: readonly HeliconeFallback[] | undefined;
  /** Where the generic gateway forwards to. */
  targetURL?: string | undefined;
  /** Where the OpenAI proxy forwards to. */
  openaiApiBase?: string | undefined;
  /** The model by which the cost is counted. */
  modelOverride?: string | undefined;
  /** Keep the prompt out of the logs. */
  omitRequest?: boolean | undefined;
  /** Keep the answer out of the logs. */
  omitResponse?: boolean | undefined;
  /** Have prompts moderated. */
  moderationsEnabled?: boolean | undefined;
  /** Have prompts looked through for attacks. */
  llmSecurityEnabled?: boolean | undefined;
  /** The same, more thoroughly. */
  llmSecurityAdvanced?: boolean | undefined;
  /** Join the short pieces of a stream with what follows, for clients that want whole lines. */
  streamForceFormat?: boolean | undefined;
  /** Ask the provider for the usage at the end of a stream, as `stream_options: { include_usage: true }` in the body does. */
  streamUsage?: boolean | undefined;
  /** Wait longer for the provider than Helicone's proxy does by default. */
  increaseTimeout?: boolean | undefined;
  /** Tell the organization's webhooks of the request. */
  webhookEnabled?: boolean | undefined;
  /** The key of a PostHog project that events go to. */
  posthogKey?: string | undefined;
  /** PostHog's host, such as `"https://eu.i.posthog.com"`. */
  posthogHost?: string | undefined;
  /** The node of a run that the request belongs to. */
  nodeId?: string | undefined;
  /** The experiment that the request belongs to. */
  experimentId?: string | undefined;
  /** Its column there. */
  experimentColumnId?: string | undefined;
  /** Its row there, counted from 0. */
  experimentRowIndex?: number | undefined;
}
