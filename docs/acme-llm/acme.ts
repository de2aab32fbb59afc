/** How a client is made. */
export interface AcmeOptions {
  apiKey: string;
  /** Default `"https://api.acme.example/v1"`. */
  baseURL?: string | undefined;
  fetch?: ((input: string | URL | Request, init?: RequestInit) => Promise<Response>) | undefined;
  /** Default 2. */
  maxRetries?: number | undefined;
}

/** What a call may say of its own. */
export interface RequestOptions {
  signal?: AbortSignal | undefined;
  /** In ms. */
  timeout?: number | undefined;
  headers?: Record<string, string | null> | undefined;
}

/** What a service refused, or, without a status, could not be asked. */
export class AcmeError extends Error {
  readonly status: number | undefined;
  readonly code: string | undefined;

  constructor(message: string, options: { status?: number; code?: string; cause?: unknown } = {}) {
    super(message, options);
    this.name = "AcmeError";
    this.status = options.status;
    this.code = options.code;
  }
}

/** A client of an LLM service that does not exist. */
export class Acme {
  readonly #options: AcmeOptions;

  constructor(options: AcmeOptions) {
    this.#options = options;
  }

  /** One answer. */
  async complete(prompt: string, options?: RequestOptions): Promise<string> {
    const response = await this.#send({ messages: [{ role: "user", content: prompt }] }, options);
    const { choices } = (await response.json()) as { choices: { message: { content: string } }[] };
    return choices[0]?.message.content ?? "";
  }

  /** The same in pieces. */
  async *stream(prompt: string, options?: RequestOptions): AsyncGenerator<string> {
    const body = { messages: [{ role: "user", content: prompt }], stream: true };
    const response = await this.#send(body, options);
    let rest = "";
    for await (const bytes of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      const lines = (rest + new TextDecoder().decode(bytes)).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (!line.startsWith("data: {")) continue;
        const event = JSON.parse(line.slice(6)) as { choices: { delta: { content?: string } }[] };
        yield event.choices[0]?.delta.content ?? "";
      }
    }
  }

  async #send(
    body: object,
    { signal, timeout = 60_000, headers = {} }: RequestOptions = {},
  ): Promise<Response> {
    const { apiKey, baseURL = "https://api.acme.example/v1", fetch = globalThis.fetch } = this.#options;
    const merged = new Headers({
      "x-api-key": apiKey,
      "user-agent": "acme-llm/1.0.0",
      "content-type": "application/json",
    });
    for (const [name, value] of Object.entries(headers))
      value === null ? merged.delete(name) : merged.set(name, value);
    const init = {
      method: "POST",
      headers: merged,
      body: JSON.stringify({ model: "acme-1", ...body }),
      signal: AbortSignal.any([AbortSignal.timeout(timeout), ...(signal ? [signal] : [])]),
    };
    for (let left = this.#options.maxRetries ?? 2; ; left--) {
      init.signal.throwIfAborted();
      let response: Response;
      try {
        response = await fetch(`${baseURL}/chat/completions`, init);
      } catch (cause) {
        init.signal.throwIfAborted();
        if (left <= 0) throw new AcmeError("The service cannot be reached.", { cause });
        await new Promise((resolve) => setTimeout(resolve, 100));
        continue;
      }
      if (response.ok) return response;
      const { error } = (await response.json()) as { error: { message: string; code: string } };
      const { status } = response;
      if (left <= 0 || (status < 500 && status !== 429))
        throw new AcmeError(error.message, { status, code: error.code });
      await new Promise((resolve) =>
        setTimeout(resolve, Number(response.headers.get("retry-after") ?? 1) * 1000),
      );
    }
  }
}
