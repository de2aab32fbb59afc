import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";
import type { HeaderSource } from "@valetkey/core";

/** AWS credentials, made up. */
export const credentials: Record<"accessKeyId" | "secretAccessKey" | "sessionToken", string> = {
  accessKeyId: "id-1",
  secretAccessKey: "secret-1",
  sessionToken: "session-1",
};

/** A signer as an application would write it, over the one that AWS's own SDK uses. */
export function awsSigner(
  service: string,
  region: string,
  provide: () => Promise<typeof credentials> = async () => credentials,
): HeaderSource {
  const signer = new SignatureV4({ service, region, credentials: provide, sha256: Sha256 });
  return async ({ url, method = "GET", headers, body }) => {
    if (!url || (body && typeof body !== "string")) throw new TypeError("Only a text can be signed.");
    const signed = await signer.sign({
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: { ...Object.fromEntries(headers ?? []), host: url.host },
      body,
    });
    const names = ["authorization", "x-amz-date", "x-amz-content-sha256", "x-amz-security-token"];
    return Object.fromEntries(names.map((name) => [name, signed.headers[name]]));
  };
}
