/** The state of a limit. */
export type PayiLimitState = "ok" | "blocked" | "blocked_external" | "exceeded" | "overrun" | "failed";

/** A part of what a request cost. */
export interface PayiAmount {
  /** The amount. */
  base: number;
  /** What of it went beyond a limit. */
  overrun_base?: number;
}

/** A limit that a request counted towards. */
export interface PayiLimit {
  /** What it came to. */
  state: PayiLimitState;
}

/** What was used and has no price. */
export interface PayiUnits {
  /** What was sent. */
  input?: number;
  /** What was answered. */
  output?: number;
}

/** What a request cost. */
export interface PayiCost {
  /** The currency, in lower case: `"usd"`. */
  currency: string;
  /** For what was sent. */
  input: PayiAmount;
  /** For what was answered. */
  output: PayiAmount;
  /** Both. */
  total: PayiAmount;
}

/** What Pay-i says about a request, in its own spelling. All of it may be missing. */
export interface PayiResult {
  /** The request's id. */
  request_id?: string;
  /** The id of the model as Pay-i knows it. */
  resource_id?: string;
  /** The account that it counted towards. */
  account_name?: string;
  /** Who asked. */
  user_id?: string;
  /** The instance of the use case. */
  use_case_id?: string;
  /** The use case. */
  use_case_name?: string;
  /** The step of it. */
  use_case_step?: string;
  /** The request's tags, as older deployments have them. */
  request_tags?: string[];
  /** What was done about it. */
  actions?: string[];
  /** What was wrong with it and did not stop it. */
  warnings?: string[];
  /** Was it counted already? */
  duplicate_request?: boolean;
  /** The limits that it counted towards, by id. */
  limits?: Record<string, PayiLimit>;
  /** The limits that blocked it. */
  blocked_limit_ids?: string[];
  /** What it cost; missing if it was blocked. */
  cost?: PayiCost;
  /** What was used and has no price. */
  unknown_units?: Record<string, PayiUnits>;
  /** What older deployments call `use_case_id`. */
  experience_id?: string;
}

type Fields = Record<string, unknown>;

const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null;

/**
 * What Pay-i's proxy says about a request: in the body of an answer, in the last chunk of a stream of OpenAI's, in the
 * `message_delta` event of one of Anthropic's. `undefined` for what has none in it. Older deployments write costs as
 * texts; they become numbers.
 *
 * Source: https://github.com/Pay-i/pay-i-python/blob/main/src/payi/types/shared/xproxy_result.py
 *
 * @example
 * ```ts
 * import { payiResult } from "@valetkey/providers";
 *
 * declare const completion: { id: string }; // what client.chat.completions.create(…) answered
 * const cost = payiResult(completion)?.cost?.total.base; // US dollars
 * ```
 */
export function payiResult(value: unknown): PayiResult | undefined {
  const result = isObject(value) ? value.xproxy_result : undefined;
  if (!isObject(result)) return undefined;
  if (!isObject(result.cost)) return result;
  const { currency, ...parts } = result.cost;
  const cost = Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [name, isObject(part) ? numbersIn(part) : part]),
  );
  return { ...result, cost: { ...cost, currency: `${currency}`.toLowerCase() } as unknown as PayiCost };
}

const numbersIn = (part: Fields): Fields =>
  Object.fromEntries(
    Object.entries(part).map(([name, value]) => [name, typeof value === "string" ? Number(value) : value]),
  );
