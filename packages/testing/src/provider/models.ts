import { json, type Reply } from "../loopback/reply.ts";
import { MODELS_CREATED, modelsOf } from "./catalog.ts";
import type { Dialect } from "./dialect.ts";
import type { Fields } from "./input.ts";
import { pageOf } from "./page.ts";
import type { Call } from "./route.ts";
import { ServiceError } from "./service-error.ts";

/** `GET /models`: the one path that OpenAI and Anthropic share, so the dialect decides. */
export function listModels({ request, dialect }: Call): Reply {
  const models = modelsOf(dialect).map((id) => modelObject(id, dialect));
  const { searchParams } = request.url;
  if (dialect === "anthropic") return json(pageOf(models, searchParams, { cursor: "after_id", limit: 20 }));
  return json({ object: "list", ...pageOf(models, searchParams, { cursor: "after", limit: 100 }) });
}

/** `GET /models/:id` */
export function retrieveModel({ dialect, params }: Call): Reply {
  const id = params.id ?? "";
  if (modelsOf(dialect).includes(id)) return json(modelObject(id, dialect));
  const code = dialect === "anthropic" ? undefined : "model_not_found";
  throw new ServiceError(404, `The model '${id}' does not exist.`, code);
}

function modelObject(id: string, dialect: Dialect): Fields & { id: string } {
  if (dialect !== "anthropic") return { id, object: "model", created: MODELS_CREATED, owned_by: "valetkey" };
  const created = new Date(MODELS_CREATED * 1000).toISOString();
  return { id, type: "model", display_name: id, created_at: created };
}
