import { anthropic } from "./anthropic.ts";
import { asyncCacheDedupe } from "./async-cache-dedupe.ts";
import { axiosAuthRefresh } from "./axios-auth-refresh.ts";
import { azure } from "./azure.ts";
import { badgateway } from "./badgateway.ts";
import { google } from "./google.ts";
import { ky } from "./ky.ts";
import { lruCache } from "./lru-cache.ts";
import { openai } from "./openai.ts";
import { pMemoize } from "./p-memoize.ts";
import type { Peer } from "./peer.ts";
import { smithy } from "./smithy.ts";
import { smithyPropertyProvider } from "./smithy-property-provider.ts";
import { valetkey } from "./valetkey.ts";

/** Who is measured, ours first. */
export const peers: readonly Peer[] = [
  valetkey,
  azure,
  google,
  smithy,
  smithyPropertyProvider,
  lruCache,
  pMemoize,
  asyncCacheDedupe,
  openai,
  anthropic,
  badgateway,
  axiosAuthRefresh,
  ky,
];
