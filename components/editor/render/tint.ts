import type { MaskTint } from '../../../utils/drawing/options';

/** The colours that the mask can be shown in; opaque, the style sheet lets the picture shine through. */
export const tintColours: Readonly<Record<MaskTint, string>> = {
  red: '#ff5c46',
  green: '#2fd36b',
  blue: '#3b8cff',
  yellow: '#ffd60a',
  black: '#000000',
  white: '#ffffff',
};
