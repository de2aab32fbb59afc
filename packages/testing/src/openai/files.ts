import { random } from "../loopback/random.ts";
import { json, type Reply } from "../loopback/reply.ts";
import { formBody, formText, requiredFile } from "../provider/input.ts";
import { pageOf } from "../provider/page.ts";
import type { Call } from "../provider/route.ts";
import { ServiceError } from "../provider/service-error.ts";
import type { Store, StoredFile } from "../provider/store.ts";
import { storedFile } from "../provider/stored-file.ts";

/** `POST /files` */
export async function createFile({ request, store }: Call): Promise<Reply> {
  const form = await formBody(request);
  const file = requiredFile(form, "file");
  const purpose = formText(form, "purpose");
  if (!purpose) throw new ServiceError(400, "Missing required parameter: 'purpose'.");
  const bytes = new Uint8Array(await file.arrayBuffer());
  const type = file.type || "application/octet-stream";
  return json(storeFile(store, { bytes, type, filename: file.name, purpose }));
}

/** Keeps a file; answers what the API says of it. */
export function storeFile(
  store: Store,
  file: Pick<StoredFile, "bytes" | "type"> & { filename: string; purpose: string },
): StoredFile["object"] {
  const { bytes, type, filename, purpose } = file;
  const object = {
    id: random("file-"),
    object: "file",
    bytes: bytes.length,
    created_at: Math.floor(Date.now() / 1000),
    filename,
    purpose,
    status: "processed",
  };
  store.files.set(object.id, { bytes, type, object });
  return object;
}

/** `GET /files`: newest first, as OpenAI lists them, unless `order=asc`. */
export function listFiles({ request, store }: Call): Reply {
  const { searchParams } = request.url;
  const purpose = searchParams.get("purpose");
  const objects = [...store.files.values()]
    .map(({ object }) => object)
    .filter((object) => purpose === null || object.purpose === purpose);
  if (searchParams.get("order") !== "asc") objects.reverse();
  return json({ object: "list", ...pageOf(objects, searchParams, { cursor: "after", limit: 10_000 }) });
}

/** `DELETE /files/:id` */
export function deleteFile(call: Call): Reply {
  const { id } = storedFile(call).object;
  call.store.files.delete(id);
  return json({ id, object: "file", deleted: true });
}
