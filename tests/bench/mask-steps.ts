import type { Size } from '../../utils/base/geometry';
import type { BrushStroke } from '../../utils/drawing/steps';

/** Strokes across an image, each a wave elsewhere, as wide as a 30th of it. */
export function strokesOver({ width, height }: Size, count: number): BrushStroke[] {
  return Array.from({ length: count }, (_, stroke) => ({
    kind: 'stroke',
    mode: 'add',
    size: width / 30,
    hasPressure: true,
    points: Array.from({ length: 150 }, (_, i) => {
      const part = i / 149;
      const wave = 0.07 * Math.sin(2 * Math.PI * (2.3 * part + stroke / 7));
      const y = 0.12 + (0.76 * stroke) / Math.max(1, count - 1) + wave;
      return [(0.08 + 0.84 * part) * width, y * height, 0.5 + 0.4 * Math.sin(i / 20)] as const;
    }),
  }));
}
