/** The fields of any class. */
export type Fields = Readonly<Record<string, unknown>>;

/** What stands at a path such as `configuration.fetch`. */
export function at(fields: Fields, path: string): unknown {
  const [name = "", inner] = path.split(".");
  const value = fields[name] ?? undefined;
  return inner === undefined ? value : ((value as Fields | undefined)?.[inner] ?? undefined);
}

/** A copy in which the value stands at the path; without one the path is left out. */
export function put(fields: Fields, path: string, value: unknown): Fields {
  const [name = "", inner] = path.split(".");
  if (inner !== undefined) {
    const outer = (fields[name] ?? {}) as Fields;
    return value === undefined && !(inner in outer)
      ? fields
      : { ...fields, [name]: put(outer, inner, value) };
  }
  const { [name]: _before, ...rest } = fields;
  return value === undefined ? rest : { ...rest, [name]: value };
}
