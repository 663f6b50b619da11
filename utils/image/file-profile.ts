import { pngIccProfile } from './decode-png';
import { isIccSpace } from './icc';
import { jpegIccProfile } from './jpeg';
import type { IccProfile } from './raster';
import { sniffType } from './sniff';
import { findRiffChunk } from './webp';

/** The RGB profile embedded in a PNG, JPEG or WebP file; undefined without one, or for another kind. */
export async function decodeIccProfile(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<IccProfile | undefined> {
  switch (sniffType(bytes)?.mimeType) {
    case 'image/png':
      return rgbOnly((await pngIccProfile(bytes))?.bytes);
    case 'image/jpeg':
      return rgbOnly(jpegIccProfile(bytes));
    case 'image/webp':
      return rgbOnly(findRiffChunk(bytes, 'ICCP'));
    default:
      return undefined;
  }
}

const rgbOnly = (profile: Uint8Array | undefined): IccProfile | undefined =>
  profile && isIccSpace(profile, 'RGB ')
    ? { name: 'ICC profile', bytes: new Uint8Array(profile) }
    : undefined;
