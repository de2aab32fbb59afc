export * from "@valetkey/core";
export { withAuth } from "./with-auth.ts";
