import pMemoizeOf from "p-memoize";
import { issue, type Peer } from "./peer.ts";

export const pMemoize: Peer = {
  package: "p-memoize",
  reads: [
    {
      name: "pMemoize",
      open: async () => {
        const read = pMemoizeOf(issue);
        await read();
        return () => read();
      },
    },
  ],
};
