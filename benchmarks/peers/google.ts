import { OAuth2Client } from "google-auth-library";
import { baseURL, type Service } from "../storm/service.ts";
import { hour, type Peer, token } from "./peer.ts";

const credentials = (accessToken: string) => ({
  access_token: accessToken,
  expiry_date: Date.now() + hour,
});

function clientOf(service: Service): OAuth2Client {
  const fetchImplementation = service.fetch;
  return new OAuth2Client({
    clientId: "client",
    forceRefreshOnFailure: true,
    transporterOptions: { fetchImplementation },
  });
}

export const google: Peer = {
  package: "google-auth-library",
  reads: [
    {
      name: "getAccessToken",
      open: () => {
        const client = new OAuth2Client();
        client.setCredentials({ ...credentials(token), refresh_token: "refresh-token" });
        return () => client.getAccessToken();
      },
    },
  ],
  clients: [
    {
      name: "refresh token, forceRefreshOnFailure",
      connect(service) {
        const client = clientOf(service);
        client.setCredentials({ refresh_token: "refresh-token" });
        return () => client.request({ url: `${baseURL}/models` });
      },
    },
    {
      name: "refreshHandler, forceRefreshOnFailure",
      connect(service) {
        const client = clientOf(service);
        client.refreshHandler = async () => credentials(await service.exchange()) as never;
        return () => client.request({ url: `${baseURL}/models` });
      },
    },
  ],
};
