import { binary, json, type Reply } from "../loopback/reply.ts";
import type { Call } from "./route.ts";
import { ServiceError } from "./service-error.ts";
import type { StoredFile } from "./store.ts";

/** `GET /files/:id`, in the words of the dialect that it was uploaded in. */
export function retrieveFile(call: Call): Reply {
  return json(storedFile(call).object);
}

/** `GET /files/:id/content` */
export function downloadFile(call: Call): Reply {
  const { bytes, type } = storedFile(call);
  return binary(bytes, type);
}

/** The file that a path names, or a 404. */
export function storedFile({ params, store }: Call): StoredFile {
  const file = store.files.get(params.id ?? "");
  if (file) return file;
  throw new ServiceError(404, `No such File object: ${params.id}`);
}
