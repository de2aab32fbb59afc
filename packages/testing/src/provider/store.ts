/** A file as it was uploaded. */
export interface StoredFile {
  readonly bytes: Uint8Array;
  readonly type: string;
  readonly object: Readonly<Record<string, unknown>> & { readonly id: string };
}

/** An object that was made and can be asked for again. */
export type StoredObject = Readonly<Record<string, unknown>> & { readonly id: string };

/** A response, and the items that it answered. */
export interface StoredResponse {
  readonly object: StoredObject;
  readonly input: readonly StoredObject[];
}

/** A file that is arriving in parts. */
export interface StoredUpload {
  readonly object: StoredObject & {
    readonly bytes: number;
    readonly filename: string;
    readonly purpose: string;
  };
  readonly type: string;
  readonly parts: Map<string, Uint8Array>;
}

/** A batch of Anthropic's, and the requests in it. */
export interface StoredMessageBatch {
  readonly object: StoredObject;
  readonly requests: readonly Readonly<Record<string, unknown>>[];
}

/** What clients made on one provider, oldest first. */
export interface Store {
  readonly files: Map<string, StoredFile>;
  readonly uploads: Map<string, StoredUpload>;
  readonly batches: Map<string, StoredObject>;
  readonly responses: Map<string, StoredResponse>;
  /** Short-lived keys for Realtime, and when they expire, in ms since the epoch. */
  readonly clientSecrets: Map<string, number>;
  readonly messageBatches: Map<string, StoredMessageBatch>;
}

export function createStore(): Store {
  return {
    files: new Map(),
    uploads: new Map(),
    batches: new Map(),
    responses: new Map(),
    clientSecrets: new Map(),
    messageBatches: new Map(),
  };
}
