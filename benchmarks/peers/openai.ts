import OpenAI from "openai";
import { WorkloadIdentityAuth } from "openai/auth/workload-identity-auth";
import { baseURL, startService } from "../storm/service.ts";
import { issue, type Peer } from "./peer.ts";

const workloadIdentity = {
  identityProviderId: "provider",
  serviceAccountId: "account",
  provider: { tokenType: "jwt", getToken: async () => "subject-token" },
} as const;

export const openai: Peer = {
  package: "openai",
  reads: [
    {
      name: "key function (internal)",
      open: () => {
        const client = new OpenAI({ apiKey: issue });
        return () => client._callApiKey();
      },
    },
    {
      name: "WorkloadIdentityAuth",
      open: async () => {
        const identity = new WorkloadIdentityAuth(workloadIdentity, startService().fetch);
        await identity.getToken();
        return () => identity.getToken();
      },
    },
  ],
  clients: [
    {
      name: "workloadIdentity",
      connect(service) {
        // A key in the environment would be a conflict.
        const client = new OpenAI({ apiKey: null, workloadIdentity, baseURL, fetch: service.fetch });
        return async () => client.models.list();
      },
    },
    {
      name: "apiKey: async function",
      connect(service) {
        const client = new OpenAI({
          apiKey: service.exchange,
          baseURL,
          fetch: service.fetch,
        });
        return async () => client.models.list();
      },
    },
  ],
};
