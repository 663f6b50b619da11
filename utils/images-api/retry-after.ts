/**
 * How long the server asks to wait, in ms: `Retry-After` in seconds or as a date (RFC 9110, 10.2.3).
 * Undefined where it says nothing that can be read.
 */
export function retryAfterMs(headers: Headers | undefined, now = Date.now()): number | undefined {
  const text = headers?.get('retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
