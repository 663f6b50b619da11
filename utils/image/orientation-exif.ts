import type { Orientation } from './exif-orientation';

/**
 * The body of an EXIF that states how the picture must be turned and nothing else (TIFF 6.0, section
 * 2: header, a directory of one entry, no further one). Undefined for a picture that stands upright.
 */
export function orientationExif(orientation: Orientation): Uint8Array<ArrayBuffer> | undefined {
  if (orientation === 1) return undefined;
  const header = [0x49, 0x49, 42, 0, 8, 0, 0, 0];
  const entry = [0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0];
  return Uint8Array.of(...header, 1, 0, ...entry, 0, 0, 0, 0);
}
