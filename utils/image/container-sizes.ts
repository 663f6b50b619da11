import { areaOf, type Size } from '../geometry';
import { latin1, viewOf } from './bytes';

/** Size of a GIF's screen, which is the size that browsers show. */
export function gifSize(bytes: Uint8Array): Size | undefined {
  if (bytes.length < 13) return undefined;
  const view = viewOf(bytes);
  return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

/** Size in a Windows bitmap's header; undefined for other files and for the oldest header. */
export function bmpSize(bytes: Uint8Array): Size | undefined {
  if (latin1(bytes, 0, 2) !== 'BM' || bytes.length < 26) return undefined;
  const view = viewOf(bytes);
  if (view.getUint32(14, true) < 40) return undefined;
  // A negative height says that the rows run from the top.
  return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
}

/** The largest size that an AVIF's item properties name (`ispe`, ISO/IEC 23008-12, 6.5.3). */
export function largestAvifItem(bytes: Uint8Array): Size | undefined {
  const view = viewOf(bytes);
  const end = Math.min(bytes.length, 65_536) - 16;
  let largest: Size | undefined;
  for (let at = 0; at <= end; at += 1) {
    if (bytes[at] !== 0x69 || latin1(bytes, at, 4) !== 'ispe') continue;
    const size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (!largest || areaOf(size) > areaOf(largest)) largest = size;
  }
  return largest;
}
