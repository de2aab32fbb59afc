/** How long the server asks to wait, in ms: `Retry-After` is in seconds or a date. */
export function retryAfter(headers: Headers): number | undefined {
  const value = headers.get("retry-after") ?? "";
  const wait = /^\d+$/.test(value) ? +value * 1000 : Date.parse(value) - Date.now();
  return wait >= 0 ? wait : undefined;
}
