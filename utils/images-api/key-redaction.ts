/** Stands where a key stood. */
const mark = '[key]';

/** Parts of the key this long are taken for an echo of it, not for chance. */
const shortestPart = 8;

/** Keys by their looks, whole or masked (`sk-ab***yz`). */
const keyLike = /\b(?:sk|pk|rk|sess|key)-[\w*•…-]{2,}(?:\.{2,}[\w*•…-]+)?/g;

/** What servers quote from a key they refuse: `Incorrect API key provided: ****yz.` */
const quotedKey = /(api[ _-]?key provided:?\s*)\S+/gi;
const bearer = /(bearer\s+)\S+/gi;

/** Something masked with stars, which servers do to keys only. */
const masked = /[\w-]*(?:\*{2,}|•{2,})[\w*•-]*/g;

/**
 * `text` without `apiKey`, without any part of it of 8 characters or more, and without anything that
 * looks like a key, masked or not.
 */
export function redactKey(text: string, apiKey: string): string {
  return withoutParts(text, apiKey.trim())
    .replace(quotedKey, `$1${mark}`)
    .replace(bearer, `$1${mark}`)
    .replace(keyLike, mark)
    .replace(masked, mark);
}

function withoutParts(text: string, key: string): string {
  if (key.length < shortestPart) return key.length >= 4 ? text.replaceAll(key, mark) : text;
  let result = '';
  let at = 0;
  while (at < text.length) {
    const length = commonLength(text, at, key);
    result += length > 0 ? mark : text.charAt(at);
    at += Math.max(1, length);
  }
  return result;
}

/** Length of the longest part of `key` that stands at `at`; 0 for a shorter one than counts. */
function commonLength(text: string, at: number, key: string): number {
  if (!key.includes(text.slice(at, at + shortestPart)) || at + shortestPart > text.length) return 0;
  let length = shortestPart;
  while (at + length < text.length && key.includes(text.slice(at, at + length + 1))) length += 1;
  return length;
}
