import { createHash, createHmac } from "node:crypto";
import type { SeenRequest } from "@valetkey/testing";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();

/** Encoded as AWS wants it: once more than the path already is. */
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);

/** What a signature says, and what it should be. */
interface Checked {
  readonly service: string;
  readonly region: string;
  /** The headers that it covers. */
  readonly names: readonly string[];
  readonly signature: string | undefined;
  readonly expected: string;
}

/**
 * The signature that AWS computes of a request that arrived, by the steps of its documentation and without any
 * library: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function awsSignature(
  { method, url, headers, text: body }: Pick<SeenRequest, "method" | "url" | "headers" | "text">,
  secretAccessKey: string,
): Checked {
  const authorization = headers.get("authorization") ?? "";
  const [, scope = "", signedHeaders = "", signature] =
    /^AWS4-HMAC-SHA256 Credential=[^/]+\/(.+), SignedHeaders=(.+), Signature=(\w+)$/.exec(authorization) ??
    [];
  const [date = "", region = "", service = ""] = scope.split("/");
  const names = signedHeaders.split(";");
  const canonical = [
    method,
    url.pathname.split("/").map(encoded).join("/"),
    [...url.searchParams]
      .map((pair) => pair.map(encoded).join("="))
      .sort()
      .join("&"),
    ...names.map((name) => `${name}:${headers.get(name)?.trim().replace(/ +/g, " ")}`),
    "",
    signedHeaders,
    sha256(body),
  ].join("\n");
  const text = ["AWS4-HMAC-SHA256", headers.get("x-amz-date"), scope, sha256(canonical)].join("\n");
  const key = [date, region, service, "aws4_request"].reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  return { service, region, names, signature, expected: hmac(key, text).toString("hex") };
}
