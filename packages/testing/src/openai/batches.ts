import { random } from "../loopback/random.ts";
import { json, type Reply } from "../loopback/reply.ts";
import { jsonBody, requiredText } from "../provider/input.ts";
import { pageOf } from "../provider/page.ts";
import type { Call } from "../provider/route.ts";
import { ServiceError } from "../provider/service-error.ts";
import type { StoredObject } from "../provider/store.ts";

/** `POST /batches`: a batch that nobody works on; it is complete when it is asked for again. */
export function createBatch({ request, store }: Call): Reply {
  const body = jsonBody(request);
  const created = Math.floor(request.receivedAt / 1000);
  const batch: StoredObject = {
    id: random("batch_"),
    object: "batch",
    endpoint: requiredText(body, "endpoint"),
    errors: null,
    input_file_id: requiredText(body, "input_file_id"),
    completion_window: requiredText(body, "completion_window"),
    status: "validating",
    created_at: created,
    expires_at: created + 86_400,
    request_counts: { total: 0, completed: 0, failed: 0 },
    metadata: body.metadata ?? null,
  };
  store.batches.set(batch.id, batch);
  return json(batch);
}

/** `GET /batches/:id` */
export function retrieveBatch(call: Call): Reply {
  const batch = storedBatch(call);
  if (batch.status !== "validating") return json(batch);
  return json(replace(call, { ...batch, status: "completed", completed_at: batch.created_at }));
}

/** `POST /batches/:id/cancel` */
export function cancelBatch(call: Call): Reply {
  return json(replace(call, { ...storedBatch(call), status: "cancelled" }));
}

/** `GET /batches`: newest first. */
export function listBatches({ request, store }: Call): Reply {
  const batches = [...store.batches.values()].reverse();
  return json({
    object: "list",
    ...pageOf(batches, request.url.searchParams, { cursor: "after", limit: 20 }),
  });
}

function storedBatch({ params, store }: Call): StoredObject {
  const batch = store.batches.get(params.id ?? "");
  if (batch) return batch;
  throw new ServiceError(404, `No such batch: ${params.id}`);
}

function replace({ store }: Call, batch: StoredObject): StoredObject {
  store.batches.set(batch.id, batch);
  return batch;
}
