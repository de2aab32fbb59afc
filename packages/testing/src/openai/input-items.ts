import { json, type Reply } from "../loopback/reply.ts";
import { pageOf } from "../provider/page.ts";
import type { Call } from "../provider/route.ts";
import { storedResponse } from "./responses.ts";

/** `GET /responses/:id/input_items`: newest first, unless `order=asc`. */
export function listInputItems(call: Call): Reply {
  const { searchParams } = call.request.url;
  const items = [...storedResponse(call).input];
  if (searchParams.get("order") !== "asc") items.reverse();
  return json({ object: "list", ...pageOf(items, searchParams, { cursor: "after", limit: 20 }) });
}
