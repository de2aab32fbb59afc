import { type Auth, env } from "@valetkey/core";
import { isTrustworthy } from "@valetkey/core/adapter";
import type { ClassEntry } from "./classes.ts";
import { at, type Fields, put } from "./fields.ts";

/** The path of Azure's deployments, which LangChain wants with the address. */
const deployments = "azureOpenAIBasePath";

/** The fields with the address of an auth where each class reads one, unless they have their own. */
export function withAddress(fields: Fields, baseURL: string, entries: readonly ClassEntry[]): Fields {
  const paths = entries.flatMap(({ address }) => address);
  if (paths.some((path) => at(fields, path) !== undefined)) return fields;
  return entries.reduce((result, { address: [path] }) => {
    if (path === undefined) return result;
    const isAzure = path === deployments;
    // Fields of Azure would make every class one of Azure's.
    if (isAzure && entries.length > 1) return result;
    return put(result, path, isAzure ? `${baseURL.replace(/\/+$/, "")}/deployments` : baseURL);
  }, fields);
}

/**
 * Where these classes talk to: what the fields say, else what the environment says, else the standard. What
 * only the environment says counts if nobody can read along on the way there.
 *
 * @returns what goes into the auth; nothing if it has `origins` itself.
 */
export function originsOf(
  auth: Auth,
  fields: Fields,
  entries: readonly ClassEntry[],
): Pick<Auth, "baseURL" | "origins"> {
  if (auth.origins) return {};
  const said = entries
    .flatMap(({ address }) => address.map((path) => urlOf(path, at(fields, path))))
    .filter(isGiven);
  const assumed = entries.flatMap(({ addressVariables, standard }) => {
    // LangChain mixes fields and environment for Azure alone.
    if (said.length > 0 && standard !== undefined) return [];
    const read = addressVariables.map((name) => urlOf(name, env(name)({}))).filter(isGiven);
    return read.length > 0 ? read : [standard].filter(isGiven);
  });
  // What is certain is refused when the model is made.
  const certain = said.length > 0 || entries.length > 1 ? said : assumed;
  const refused = certain.find((url) => !isSafe(url));
  if (refused !== undefined) return { baseURL: refused };
  const origins = [...new Set([...said, ...assumed.filter(isSafe)])];
  // None: then the class refuses to be made or to send, and says better than we could what it misses.
  return { origins: origins.length > 0 ? origins : "sdk" };
}

const isGiven = (url: string | undefined): url is string => url !== undefined;

const isSafe = (url: string): boolean => URL.canParse(url) && isTrustworthy(url);

/** Azure's resources have names that stand for addresses. */
function urlOf(name: string, value: unknown): string | undefined {
  if (typeof value !== "string" || value === "") return undefined;
  return /instance/i.test(name) ? `https://${value}.openai.azure.com` : value;
}
