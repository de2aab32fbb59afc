export { startTokenIssuer } from "./issuer/start-token-issuer.ts";
export type { TokenIssuer, TokenIssuerOptions } from "./issuer/token-issuer.ts";
export { type IssuedToken, TokenRequestError } from "./issuer/token-request.ts";
export type {
  Cut,
  Delay,
  Failure,
  Fault,
  Faults,
  FaultTarget,
  Redirect,
  Slowness,
} from "./loopback/faults.ts";
export type { SeenRequest } from "./loopback/seen-request.ts";
export type { Stats } from "./loopback/stats.ts";
export type { Disconnect } from "./loopback/talks.ts";
export type { ProviderOptions } from "./provider/options.ts";
export type { Provider } from "./provider/provider.ts";
export { startProvider } from "./provider/start-provider.ts";
export type { Prompt } from "./provider/writer.ts";
