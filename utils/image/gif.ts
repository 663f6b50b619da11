/**
 * Frames in a GIF file, counted until `limit`. Structure: GIF89a specification, section 23 on.
 * A file that breaks off counts the frames whose data began.
 */
export function countGifFrames(bytes: Uint8Array, limit: number): number {
  let at = 13 + colorTableLength(bytes[10] ?? 0);
  let frames = 0;
  while (at < bytes.length && frames < limit) {
    const block = bytes[at];
    if (block === 0x21) at = afterSubBlocks(bytes, at + 2);
    else if (block === 0x2c) {
      frames += 1;
      at = afterSubBlocks(bytes, at + 11 + colorTableLength(bytes[at + 9] ?? 0));
    } else break;
  }
  return frames;
}

/** True if the file breaks off before the first frame's data end. */
export function isGifTruncated(bytes: Uint8Array): boolean {
  let at = 13 + colorTableLength(bytes[10] ?? 0);
  while (bytes[at] === 0x21) at = afterSubBlocks(bytes, at + 2);
  if (bytes[at] !== 0x2c) return at >= bytes.length;
  return afterSubBlocks(bytes, at + 11 + colorTableLength(bytes[at + 9] ?? 0)) > bytes.length;
}

const colorTableLength = (flags: number): number => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);

function afterSubBlocks(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length) {
    const length = bytes[at] ?? 0;
    at += length + 1;
    if (length === 0) return at;
  }
  return bytes.length + 1;
}
