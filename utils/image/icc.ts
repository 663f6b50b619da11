import { latin1 } from './bytes';

/** Whether an ICC profile describes that colour space: 'RGB ', 'GRAY' or 'CMYK' (ICC.1:2022, 7.2.6). */
export const isIccSpace = (profile: Uint8Array, space: 'RGB ' | 'GRAY' | 'CMYK'): boolean =>
  latin1(profile, 36, 4) === 'acsp' && latin1(profile, 16, 4) === space;
