import { createHash } from "node:crypto";
import { random } from "../loopback/random.ts";
import { json, type Reply } from "../loopback/reply.ts";
import { formBody, jsonBody, requiredFile, requiredText } from "../provider/input.ts";
import type { Call } from "../provider/route.ts";
import { ServiceError } from "../provider/service-error.ts";
import type { StoredUpload } from "../provider/store.ts";
import { storeFile } from "./files.ts";

/** `POST /uploads`: a file that is going to arrive in parts. */
export function createUpload({ request, store }: Call): Reply {
  const body = jsonBody(request);
  const { bytes } = body;
  if (typeof bytes !== "number") {
    throw new ServiceError(400, "Missing required parameter: 'bytes'.", "missing_required_parameter");
  }
  const created = Math.floor(request.receivedAt / 1000);
  const object = {
    id: random("upload_"),
    object: "upload",
    bytes,
    created_at: created,
    expires_at: created + 3_600,
    filename: requiredText(body, "filename"),
    purpose: requiredText(body, "purpose"),
    status: "pending",
    file: null,
  };
  store.uploads.set(object.id, { object, type: requiredText(body, "mime_type"), parts: new Map() });
  return json(object);
}

/** `POST /uploads/:id/parts`: in any order, several at once. */
export async function addUploadPart(call: Call): Promise<Reply> {
  const { object, parts } = pendingUpload(call);
  const data = requiredFile(await formBody(call.request), "data");
  const id = random("part_");
  parts.set(id, new Uint8Array(await data.arrayBuffer()));
  const created = Math.floor(call.request.receivedAt / 1000);
  return json({ id, object: "upload.part", created_at: created, upload_id: object.id });
}

/** `POST /uploads/:id/complete`: the parts in the order given become a file. */
export function completeUpload(call: Call): Reply {
  const { object, type, parts } = pendingUpload(call);
  const { part_ids: ids, md5 } = jsonBody(call.request);
  if (!Array.isArray(ids)) {
    throw new ServiceError(400, "Missing required parameter: 'part_ids'.", "missing_required_parameter");
  }
  const pieces = ids.map((id) => {
    const piece = parts.get(id);
    if (piece) return piece;
    throw new ServiceError(400, `No such part: ${id}`);
  });
  const bytes = new Uint8Array(Buffer.concat(pieces));
  if (bytes.length !== object.bytes) {
    throw new ServiceError(400, `The parts have ${bytes.length} bytes, not the ${object.bytes} announced.`);
  }
  if (md5 !== undefined && md5 !== createHash("md5").update(bytes).digest("hex")) {
    throw new ServiceError(400, "The checksum of the parts is not the one given.");
  }
  const { filename, purpose } = object;
  const file = storeFile(call.store, { bytes, type, filename, purpose });
  return json(finish(call, { status: "completed", file }));
}

/** `POST /uploads/:id/cancel` */
export function cancelUpload(call: Call): Reply {
  pendingUpload(call);
  return json(finish(call, { status: "cancelled" }));
}

function pendingUpload({ params, store }: Call): StoredUpload {
  const upload = store.uploads.get(params.id ?? "");
  if (!upload) throw new ServiceError(404, `No such upload: ${params.id}`);
  const { status } = upload.object;
  if (status === "pending") return upload;
  throw new ServiceError(400, `This upload is ${status}.`);
}

/** The parts of an upload that ended are gone. */
function finish(call: Call, end: Partial<StoredUpload["object"]>): StoredUpload["object"] {
  const upload = pendingUpload(call);
  const object = { ...upload.object, ...end };
  call.store.uploads.set(object.id, { ...upload, object, parts: new Map() });
  return object;
}
