import { memoize } from "@smithy/property-provider";
import { hour, type Peer, token } from "./peer.ts";

export const smithyPropertyProvider: Peer = {
  package: "@smithy/property-provider",
  reads: [
    {
      name: "memoize",
      open: async () => {
        const read = memoize(
          async () => ({ token, expiration: new Date(Date.now() + hour) }),
          ({ expiration }) => expiration.getTime() - Date.now() < 300_000,
          () => true,
        );
        await read();
        return () => read();
      },
    },
  ],
};
