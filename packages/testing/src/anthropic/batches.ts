import { random } from "../loopback/random.ts";
import { json, jsonLines, type Reply } from "../loopback/reply.ts";
import { type Fields, isFields, jsonBody, requiredList } from "../provider/input.ts";
import { pageOf } from "../provider/page.ts";
import type { Call } from "../provider/route.ts";
import { errorBody, ServiceError } from "../provider/service-error.ts";
import type { StoredMessageBatch } from "../provider/store.ts";
import type { Writer } from "../provider/writer.ts";
import { messageFor } from "./messages.ts";

/** `POST /messages/batches`: a batch that has ended when it is asked for again. */
export function createMessageBatch({ request, store }: Call): Reply {
  const requests = requiredList(jsonBody(request), "requests");
  const object = {
    id: random("msgbatch_"),
    type: "message_batch",
    processing_status: "in_progress",
    request_counts: { ...NONE, processing: requests.length },
    created_at: at(request.receivedAt),
    expires_at: at(request.receivedAt + 86_400_000),
    ended_at: null,
    cancel_initiated_at: null,
    archived_at: null,
    results_url: null,
  };
  store.messageBatches.set(object.id, { object, requests });
  return json(object);
}

/** `GET /messages/batches/:id` */
export function retrieveMessageBatch(call: Call): Reply {
  const batch = storedBatch(call);
  if (batch.object.ended_at) return json(batch.object);
  const counts: Record<string, number> = { ...NONE };
  for (const { result } of results(batch, call.write)) counts[result.type] = (counts[result.type] ?? 0) + 1;
  const { request } = call;
  return json(
    change(call, {
      processing_status: "ended",
      request_counts: counts,
      ended_at: at(request.receivedAt),
      results_url: `${request.url.origin}/v1/messages/batches/${batch.object.id}/results`,
    }),
  );
}

/** `POST /messages/batches/:id/cancel` */
export function cancelMessageBatch(call: Call): Reply {
  const { object } = storedBatch(call);
  if (object.ended_at) throw new ServiceError(400, "This batch has ended.");
  const initiated = at(call.request.receivedAt);
  return json(change(call, { processing_status: "canceling", cancel_initiated_at: initiated }));
}

/** `GET /messages/batches`: newest first. */
export function listMessageBatches({ request, store }: Call): Reply {
  const batches = [...store.messageBatches.values()].map(({ object }) => object).reverse();
  return json(pageOf(batches, request.url.searchParams, { cursor: "after_id", limit: 20 }));
}

/** `GET /messages/batches/:id/results`: JSON lines. */
export function messageBatchResults(call: Call): Reply {
  const batch = storedBatch(call);
  if (!batch.object.ended_at) throw new ServiceError(404, "This batch has no results yet.");
  return jsonLines(results(batch, call.write));
}

/** `DELETE /messages/batches/:id` */
export function deleteMessageBatch(call: Call): Reply {
  const { id, ended_at: ended } = storedBatch(call).object;
  if (!ended) throw new ServiceError(400, "This batch has not ended. Cancel it first.");
  call.store.messageBatches.delete(id);
  return json({ id, type: "message_batch_deleted" });
}

const NONE = { processing: 0, succeeded: 0, errored: 0, canceled: 0, expired: 0 } as const;

function* results(
  { object, requests }: StoredMessageBatch,
  write: Writer,
): Iterable<{ result: Fields & { type: string } }> {
  for (const { custom_id, params } of requests) {
    const result = object.cancel_initiated_at ? { type: "canceled" } : resultOf(params, write);
    yield { custom_id, result } as { result: Fields & { type: string } };
  }
}

function resultOf(params: unknown, write: Writer): Fields & { type: string } {
  try {
    return { type: "succeeded", message: messageFor(isFields(params) ? params : {}, write).message };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { type: "errored", error: errorBody("anthropic", random("req_"), error) };
  }
}

function storedBatch({ params, store }: Call): StoredMessageBatch {
  const batch = store.messageBatches.get(params.id ?? "");
  if (batch) return batch;
  throw new ServiceError(404, `Message batch ${params.id} not found.`);
}

function change(call: Call, changes: Fields): Fields {
  const { object, requests } = storedBatch(call);
  const changed = { ...object, ...changes };
  call.store.messageBatches.set(object.id, { object: changed, requests });
  return changed;
}

function at(ms: number): string {
  return new Date(ms).toISOString();
}
