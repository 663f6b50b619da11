/** True for what stands inside a scan's data: a stuffed byte, a restart marker, a fill byte. */
const isInScan = (marker: number): boolean =>
  marker === 0x00 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd7);

/**
 * Where the picture ends, in bytes: after the end-of-image marker that belongs to it. What phones put
 * behind it (a film, further pictures with EXIF of their own) is no part of it.
 * @param scan where the data of the first scan begins
 */
export function jpegEnd(bytes: Uint8Array, scan: number): number {
  let at = scan;
  while (at + 1 < bytes.length) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff || isInScan(marker)) at += 1;
    else if (marker === 0xd9) return at + 2;
    else at += 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)); // a table between two scans
  }
  return bytes.length;
}
