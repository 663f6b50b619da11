import { describe, expect, it } from 'vitest';
import { likelier } from '../../../utils/select/likelier';
import { findRegions } from '../../../utils/select/regions';
import type { PieceSet } from '../../../utils/select/solve';

const [width, height] = [160, 120];

/** A red disc on gray. */
const data = new Uint8ClampedArray(4 * width * height);
for (let i = 0; i < width * height; i++) {
  const isInside = Math.hypot((i % width) - 80, Math.floor(i / width) - 60) < 30;
  data.set(isInside ? [200, 40, 40, 255] : [120, 120, 120, 255], 4 * i);
}
const regions = findRegions({ width, height, data });

/** The pieces whose middle is nearer to the middle of the disc than `radius` px. */
const within = (radius: number): PieceSet => {
  const { count, places, areas } = regions.pieces;
  return Uint8Array.from({ length: count }, (_, piece) => {
    const at = (axis: 0 | 1) => (places[2 * piece + axis] ?? 0) / (areas[piece] || 1);
    return Math.hypot(at(0) - 80, at(1) - 60) < radius ? 1 : 0;
  });
};

const [part, disc, more, all] = [within(14), within(30), within(45), within(1000)] as const;

describe('of what was found near and far, that is a thing', () => {
  it('which ends where the picture changes, whether nearer or farther', () => {
    expect(likelier(regions, [disc, more])).toBe(disc);
    expect(likelier(regions, [part, disc])).toBe(disc);
  });

  it('which does not take the border of the picture', () => {
    expect(likelier(regions, [disc, all])).toBe(disc);
    expect(likelier(regions, [more, all])).toBe(more);
  });

  it('the farther one, where they are alike', () => {
    expect(likelier(regions, [disc, disc.slice()])).not.toBe(disc);
  });
});
