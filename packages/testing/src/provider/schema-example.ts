import { type Fields, isFields, listOf } from "./input.ts";

/** A value that a JSON Schema accepts: enough for tool arguments and structured answers. */
export function exampleOf(schema: unknown, root: unknown = schema): unknown {
  if (!isFields(schema)) return {};
  if (typeof schema.$ref === "string") return exampleOf(resolve(schema.$ref, root), root);
  if ("const" in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  if (schema.default !== undefined) return schema.default;
  const [choice] = listOf(schema.anyOf ?? schema.oneOf ?? schema.allOf);
  if (choice) return exampleOf(choice, root);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === "string") return "harbour";
  if (type === "number" || type === "integer") return typeof schema.minimum === "number" ? schema.minimum : 7;
  if (type === "boolean") return true;
  if (type === "null") return null;
  if (type === "array") return [exampleOf(schema.items, root)];
  return exampleObject(schema, root);
}

function exampleObject(schema: Fields, root: unknown): Fields {
  if (!isFields(schema.properties)) return {};
  return Object.fromEntries(
    Object.entries(schema.properties).map(([name, property]) => [name, exampleOf(property, root)]),
  );
}

/** `#/$defs/name` within the same document. */
function resolve(reference: string, root: unknown): unknown {
  return reference
    .split("/")
    .slice(1)
    .reduce<unknown>((node, part) => (isFields(node) ? node[part] : undefined), root);
}
