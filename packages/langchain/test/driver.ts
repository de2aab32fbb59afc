import type { BaseMessageChunk } from "@langchain/core/messages";
import type { Auth } from "@valetkey/core";
import type { Provider } from "@valetkey/testing";
import type { AdapterDriver, Call, ClientSettings } from "@valetkey/testing/conformance";

/** What the suite uses of a chat model. */
export interface Model {
  readonly apiKey?: unknown;
  invoke(prompt: string, options?: object): Promise<BaseMessageChunk>;
  stream(prompt: string, options?: object): Promise<AsyncIterable<BaseMessageChunk>>;
}

/** What differs between two classes. */
export interface DrivenClass<M extends Model> {
  readonly name: string;
  readonly slot?: string;
  readonly calls?: NonNullable<AdapterDriver<M>["calls"]>;
  /** Where a call's headers go; by default `{ options: { headers } }`. */
  headersOf?(headers: Call["headers"], kind: "invoke" | "stream"): object;
  /** Where a call's time-out goes; by default `{ options: { timeout } }`. */
  timeoutOf?(timeout: number): object;
  baseURL?(provider: Provider): string;
  connect(auth: Auth, settings: ClientSettings): M;
}

/** Drives a chat model of LangChain behind the adapter. */
export function modelDriver<M extends Model>({
  connect,
  headersOf,
  timeoutOf,
  ...rest
}: DrivenClass<M>): AdapterDriver<M> {
  const options = ({ headers, timeout, signal }: Call, kind: "invoke" | "stream") => ({
    ...(headers && (headersOf?.(headers, kind) ?? { options: { headers } })),
    ...(timeout !== undefined && (timeoutOf?.(timeout) ?? { options: { timeout } })),
    ...(signal && { signal }),
  });
  return {
    ...rest,
    removesHeaders: true,
    client: connect,
    chat: async (model, call) => (await model.invoke(call.prompt, options(call, "invoke"))).text,
    async *stream(model, call) {
      for await (const chunk of await model.stream(call.prompt, options(call, "stream"))) yield chunk.text;
    },
    placeholder: ({ apiKey }) => `${apiKey}`,
    failure(error) {
      const { status, code, name, lc_error_code: reason } = error as Record<string, string | undefined>;
      const kind =
        reason === "MODEL_AUTHENTICATION"
          ? "authentication"
          : name === "AbortError"
            ? "abort"
            : name === "TimeoutError"
              ? "timeout"
              : /connection error/i.test((error as Error).message)
                ? "connection"
                : "other";
      const inBody = (error as { error?: { error?: { code?: string } } }).error?.error?.code;
      return { kind, status: status as unknown as number, code: code ?? inBody };
    },
  };
}
