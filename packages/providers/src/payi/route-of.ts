import { AuthError, type HeaderSource, type KeyInput, type Scheme } from "@valetkey/core";
import { checkAddress, hostPart, required, withScheme } from "../setting.ts";
import type { PayiHeaderOptions } from "./payi-headers.ts";
import type { PayiRoute } from "./payi-options.ts";

/** What a route comes to. */
interface Route {
  /** Behind `/api/v1/proxy/`. */
  readonly path: string;
  readonly settings: PayiHeaderOptions;
  readonly scheme?: Scheme;
  readonly key?: KeyInput | undefined;
  readonly signer?: HeaderSource | undefined;
}

type RouteOptions = Omit<PayiHeaderOptions, "providerBaseURL"> & PayiRoute;

/** What a route makes of its own options. */
export function routeOf(owner: string, options: RouteOptions): Route {
  switch (options.route) {
    case "openai": {
      const { route, key, ...settings } = options;
      return { path: "openai/v1", key, settings };
    }
    case "anthropic": {
      const { route, key, ...settings } = options;
      return { path: "anthropic", key, settings, scheme: { header: "x-api-key" } };
    }
    case "azure.openai":
    case "azure.anthropic": {
      const { route, key, token, endpoint, ...settings } = options;
      oneOf(owner, { key, token });
      required(owner, "priceAsResource", settings.priceAsResource);
      const isOpenAI = route === "azure.openai";
      return {
        // AzureOpenAI adds `/deployments/…` itself.
        path: isOpenAI ? `${route}/openai` : route,
        key: token ?? key,
        scheme: token === undefined ? { header: isOpenAI ? "api-key" : "x-api-key" } : "bearer",
        settings: { ...settings, providerBaseURL: originOf(owner, "endpoint", endpoint) },
      };
    }
    case "aws.bedrock": {
      const { route, key, signer, region, ...settings } = options;
      oneOf(owner, { key, signer });
      if (signer !== undefined && typeof signer !== "function")
        throw new TypeError(`${owner}: signer has to be a function.`);
      const providerBaseURL = `https://bedrock-runtime.${hostPart(owner, "region", region)}.amazonaws.com`;
      const moved = signer && signedFor(providerBaseURL, `/proxy/${route}`, signer);
      return {
        path: route,
        key,
        signer: moved,
        settings: { ...settings, providerBaseURL },
      };
    }
    case "databricks": {
      const { route, key, workspace, cloud, ...settings } = options;
      if (!["aws", "azure", "google"].includes(cloud))
        throw new TypeError(`${owner}: cloud has to be "aws", "azure" or "google".`);
      required(owner, "priceAsResource", settings.priceAsResource);
      const host = withScheme(required(owner, "workspace", workspace));
      const providerBaseURL = `${originOf(owner, "workspace", host)}/serving-endpoints`;
      const priceAsCategory = settings.priceAsCategory ?? `system.databricks.${cloud}`;
      return { path: "openai/v1", key, settings: { ...settings, providerBaseURL, priceAsCategory } };
    }
    default:
      throw new TypeError(
        `${owner}: route has to be "openai", "anthropic", "azure.openai", "azure.anthropic", "aws.bedrock" or "databricks".`,
      );
  }
}

/** One of two credentials, and not both. */
function oneOf(owner: string, credentials: Readonly<Record<string, unknown>>): void {
  const given = Object.keys(credentials).filter((name) => credentials[name] !== undefined);
  if (given.length < 2) return;
  throw new AuthError("auth_conflict", `${owner}: ${given.join(" and ")} exclude each other; remove one.`);
}

/** Scheme and host alone: the proxy adds the path of the request. */
const originOf = (owner: string, name: string, address: string): string =>
  new URL(checkAddress(owner, name, address)).origin;

/** A signer that sees the request as the provider will: at its address, and without what is for the proxy. */
const signedFor =
  (origin: string, prefix: string, signer: HeaderSource): HeaderSource =>
  ({ url, headers, ...context }) => {
    const path = url?.pathname.slice(url.pathname.indexOf(prefix) + prefix.length);
    const own = [...(headers ?? [])].filter(([name]) => !name.startsWith("xproxy-"));
    return signer({
      ...context,
      headers: new Headers(own),
      ...(url && { url: new URL(`${path}${url.search}`, origin) }),
    });
  };
