/** What the SDK's classes for WebSockets have in common. */
export interface WebSocketConnection {
  /** That of `ws`, of the platform, or of an adapter around one. */
  readonly socket: object;
  /** Listens to what goes wrong. */
  on(event: "error", listener: (error: Error) => void): unknown;
  /** Listens no more. */
  off(event: "error", listener: (error: Error) => void): unknown;
  /** Ends the connection. */
  close(): void;
}

/** How a handshake ended: 101 if the socket is open, else the status and the SDK's error. */
export interface Handshake {
  readonly status: number;
  readonly error?: Error;
}

interface Listening {
  on?(event: string, listener: () => void): void;
  addEventListener?(event: string, listener: () => void): void;
}

/**
 * Waits until a connection that was just begun is open or refused.
 *
 * @throws the SDK's error if it failed without an answer; the signal's reason.
 */
export function handshakeOf(
  connection: WebSocketConnection,
  signal?: AbortSignal | null,
): Promise<Handshake> {
  return new Promise((resolve, reject) => {
    const socket = connection.socket as Listening;
    const listen = (event: string, listener: () => void) =>
      socket.on ? socket.on(event, listener) : socket.addEventListener?.(event, listener);
    /** The SDK throws errors that nobody listens to; what else a failed connection tells is no news. */
    const giveUp = () => {
      connection.on("error", () => {});
      settle();
      connection.close();
    };
    const leave = () => {
      giveUp();
      reject(signal?.reason);
    };
    const fail = (error: Error) => {
      giveUp();
      // `ws` says it in words, which the SDK hands on.
      const [, status] = /server response: (\d{3})/.exec(error.message) ?? [];
      if (status) resolve({ status: Number(status), error });
      else reject(error);
    };
    const settle = () => {
      connection.off("error", fail);
      signal?.removeEventListener("abort", leave);
    };
    connection.on("error", fail);
    listen("open", () => {
      settle();
      resolve({ status: 101 });
    });
    signal?.addEventListener("abort", leave);
    if (signal?.aborted) leave();
  });
}
