/** A file as it was uploaded. */
export interface StoredFile {
  readonly bytes: Uint8Array;
  readonly type: string;
  readonly object: Readonly<Record<string, unknown>> & { readonly id: string };
}

/** An object that was made and can be asked for again. */
export type StoredObject = Readonly<Record<string, unknown>> & { readonly id: string };

/** What clients made on one provider, oldest first. */
export interface Store {
  readonly files: Map<string, StoredFile>;
  readonly batches: Map<string, StoredObject>;
  readonly responses: Map<string, StoredObject>;
}

export function createStore(): Store {
  return { files: new Map(), batches: new Map(), responses: new Map() };
}
