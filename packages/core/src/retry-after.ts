/** How long a server asks to wait, in ms: `Retry-After` in seconds or as a date, or `retry-after-ms`. */
export function retryAfter(headers: Headers): number | undefined {
  const exact = Number.parseFloat(headers.get("retry-after-ms") ?? "");
  if (exact >= 0) return exact;
  const value = headers.get("retry-after");
  if (!value) return undefined;
  const wait = /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return wait >= 0 ? wait : undefined;
}
