import { random } from "../loopback/random.ts";
import { json, type Reply } from "../loopback/reply.ts";
import { formBody, requiredFile } from "../provider/input.ts";
import { pageOf } from "../provider/page.ts";
import type { Call } from "../provider/route.ts";
import { storedFile } from "../provider/stored-file.ts";

/** `POST /files` */
export async function uploadFile({ request, store }: Call): Promise<Reply> {
  const file = requiredFile(await formBody(request), "file");
  const bytes = new Uint8Array(await file.arrayBuffer());
  const type = file.type || "application/octet-stream";
  const object = {
    id: random("file_"),
    type: "file",
    filename: file.name,
    mime_type: type,
    size_bytes: bytes.length,
    created_at: new Date(request.receivedAt).toISOString(),
    // The real service hands out only what its tools made; a test wants its bytes back.
    downloadable: true,
  };
  store.files.set(object.id, { bytes, type, object });
  return json(object);
}

/** `GET /files`: newest first; the SDK asks for pages by `after_id` before version 1, by `page` since. */
export function listFiles({ request, store }: Call): Reply {
  const { searchParams } = request.url;
  const objects = [...store.files.values()].map(({ object }) => object).reverse();
  const cursor = searchParams.has("page") ? "page" : "after_id";
  const page = pageOf(objects, searchParams, { cursor, limit: 20 });
  return json({ ...page, next_page: page.has_more ? page.last_id : null });
}

/** `DELETE /files/:id` */
export function deleteFile(call: Call): Reply {
  const { id } = storedFile(call).object;
  call.store.files.delete(id);
  return json({ id, type: "file_deleted" });
}
