/** What is known of a preset: a row of the table in the guide, and what `listPresets()` returns. */
export interface PresetInfo {
  /** The function's name: `"groq"` for `groq()`. */
  readonly name: string;
  /** What the service calls itself. */
  readonly service: string;
  /** Where requests go unless told otherwise. What stands in `{…}` is an option of that name. */
  readonly baseURL: string;
  /** The environment variables that its key is read from, in order. Empty: the key has to be passed. */
  readonly keyVariables: readonly string[];
  /** What is sent where there is no key, for servers that ask for none. */
  readonly keyDefault?: string;
  /** The environment variables that its other options are read from. */
  readonly variables: readonly string[];
  /** Where the key goes in a request. */
  readonly keyHeader: string;
  /** Where all this is documented. */
  readonly source: string;
}
