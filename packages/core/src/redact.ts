import { eachPair } from "./header-values.ts";
import type { HeaderValues } from "./types.ts";

const secretName = /auth|key|token|secret|cookie|passw|credential|signature|session/i;
const secretValue =
  /^(bearer|basic|digest|negotiate|aws4\S*|token|apikey)\s|^(sk|pk|gsk|xai|hf|ghp|gho|pplx|r8|key)[-_]\w|^(AIza|AKIA)\w|^ey[\w-]+\.ey/i;

/**
 * A copy of headers that is safe to log: what has the name or the look of a credential is replaced by
 * `[redacted]`. A placeholder stays readable; it is no secret.
 *
 * @example
 * ```ts
 * import { redact } from "@valetkey/core";
 *
 * console.log(redact({ authorization: "Bearer …", accept: "application/json" }));
 * // { authorization: '[redacted]', accept: 'application/json' }
 * ```
 */
export function redact(headers: HeaderValues): Record<string, string> {
  const safe: Record<string, string> = {};
  eachPair(headers, (name, value) => {
    const text = `${value}`;
    const isSecret =
      (secretName.test(name) || secretValue.test(text)) && !/^(\S+ )?valetkey-placeholder-\S+$/.test(text);
    safe[name] = isSecret ? "[redacted]" : text;
  });
  return safe;
}
