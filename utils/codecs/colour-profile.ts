import { latin1 } from '../base/bytes';
import type { IccProfile } from '../pixels/raster';
import { sniffType } from './inspect';
import { jpegIccProfile } from './jpeg';
import { pngIccProfile } from './png-read';
import { findRiffChunk } from './webp-gif-bmp-avif';

/** The RGB profile embedded in a PNG, JPEG or WebP file; undefined without one, or for another kind. */
export async function decodeIccProfile(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<IccProfile | undefined> {
  switch (sniffType(bytes)?.type) {
    case 'image/png':
      return rgbProfile((await pngIccProfile(bytes))?.bytes);
    case 'image/jpeg':
      return rgbProfile(jpegIccProfile(bytes));
    case 'image/webp':
      return rgbProfile(findRiffChunk(bytes, 'ICCP'));
    default:
      return undefined;
  }
}

/** A profile as it travels with samples; undefined without one, or for one of other than RGB. */
export const rgbProfile = (profile: Uint8Array | undefined): IccProfile | undefined =>
  profile && isIccSpace(profile, 'RGB ')
    ? { name: 'ICC profile', bytes: new Uint8Array(profile) }
    : undefined;

/** Whether an ICC profile describes that colour space: 'RGB ', 'GRAY' or 'CMYK' (ICC.1:2022, 7.2.6). */
export const isIccSpace = (profile: Uint8Array, space: 'RGB ' | 'GRAY' | 'CMYK'): boolean =>
  latin1(profile, 36, 4) === 'acsp' && latin1(profile, 16, 4) === space;
