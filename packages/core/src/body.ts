/** Can a body be sent a second time? A stream is gone after the first. */
export function isReplayable(body: RequestInit["body"] | undefined): boolean {
  return (
    body === undefined ||
    body === null ||
    typeof body === "string" ||
    body instanceof ArrayBuffer ||
    ArrayBuffer.isView(body) ||
    body instanceof Blob ||
    body instanceof FormData ||
    body instanceof URLSearchParams
  );
}

/** Lets go of a body that nobody will read, so that its connection is free. */
export function discard(response: Response): void {
  response.body?.cancel().catch(() => {});
}
