import { memoizeIdentityProvider } from "@smithy/core";
import { hour, type Peer, token } from "./peer.ts";

export const smithy: Peer = {
  package: "@smithy/core",
  reads: [
    {
      name: "memoizeIdentityProvider",
      open: async () => {
        const read = memoizeIdentityProvider(
          async () => ({ token, expiration: new Date(Date.now() + hour) }),
          ({ expiration }) => expiration !== undefined && expiration.getTime() - Date.now() < 300_000,
          ({ expiration }) => expiration !== undefined,
        );
        if (!read) throw new Error("There is nothing to read.");
        await read();
        return () => read();
      },
    },
  ],
};
