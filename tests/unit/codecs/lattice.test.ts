import { describe, expect, it } from 'vitest';
import {
  type Colour,
  goOnBeyond,
  inverted,
  type Lattice,
  missing,
  valueAt,
} from '../../../utils/codecs/lattice';

const side = 12;

/** A change of colours, cut off at 0 and 1 as a browser does. */
function latticeOf(change: (colour: Colour) => Colour): Lattice {
  const values = Float32Array.from({ length: 3 * side ** 3 }, (_, i) => {
    const at = Math.floor(i / 3);
    const colour = [0, 1, 2].map((c) => (Math.floor(at / side ** c) % side) / (side - 1));
    return Math.max(0, Math.min(1, change(colour as Colour)[i % 3] ?? 0));
  });
  return { side, values };
}

/** A wider space than what is shown: much of it is cut off. */
const wide = ([r, g, b]: Colour): Colour => [
  1.7 * r - 0.6 * g - 0.1 * b,
  -0.1 * r + 1.3 * g - 0.2 * b,
  1.5 * b - 0.3 * g - 0.1 * r,
];

describe('a lattice that was cut off', () => {
  const off = (lattice: Lattice, colour: Colour): number => {
    const got: Colour = [0, 0, 0];
    valueAt(lattice, colour, got);
    const right = wide(colour);
    return Math.max(...got.map((value, c) => Math.abs(value - (right[c] ?? 0))));
  };
  /** Colours along a line on which red comes to its end. */
  const towardsTheEnd = Array.from({ length: 60 }, (_, i): Colour => [0.2 + i / 300, 0.62, 0.3]);
  const mostOff = (lattice: Lattice): number =>
    Math.max(
      ...towardsTheEnd
        .filter((colour) => wide(colour)[0] > 0)
        .map((colour) => off(lattice, colour)),
    );

  it('is right up to where the cut begins once it goes on beyond it', () => {
    const lattice = latticeOf(wide);
    expect(mostOff(lattice)).toBeGreaterThan(0.02);
    goOnBeyond(lattice, 0, 1);
    expect(mostOff(lattice)).toBeLessThan(1e-4);
  });

  it('keeps what was no cut, and nothing that was cut comes back inside', () => {
    const before = latticeOf(wide);
    const after = latticeOf(wide);
    goOnBeyond(after, 0, 1);
    for (const [i, value] of before.values.entries())
      if (value > 0 && value < 1) expect(after.values[i]).toBe(value);
      else expect(value === 0 ? after.values[i] : -(after.values[i] ?? 0)).toBeLessThanOrEqual(value === 0 ? 0 : -1); // biome-ignore format: one comparison
  });

  it('stays as it is where all of it is cut', () => {
    const flat = latticeOf(() => [0, 0, 1]);
    goOnBeyond(flat, 0, 1);
    expect(flat.values).toEqual(latticeOf(() => [0, 0, 1]).values);
  });

  it('is turned round to colours that are shown as the wanted ones', () => {
    const whole = latticeOf(wide);
    goOnBeyond(whole, 0, 1);
    const back = inverted(whole, 9);
    for (let i = 0; i < back.values.length; i += 3) {
      const at = i / 3;
      const wanted = [0, 1, 2].map((c) => (Math.floor(at / 9 ** c) % 9) / 8);
      const found = [...back.values.subarray(i, i + 3)] as Colour;
      const shown = wide(found).map((value) => Math.max(0, Math.min(1, value)));
      for (const c of [0, 1, 2]) expect(shown[c]).toBeCloseTo(wanted[c] ?? 0, 2);
    }
  });
});

describe('what a value misses', () => {
  it('is nothing beyond the end that the wanted one lies at', () => {
    expect(missing(0, -0.3)).toBe(0);
    expect(missing(1, 1.4)).toBe(0);
  });

  it('is all of it short of the end, and beyond one that is not wanted', () => {
    expect(missing(0, 0.3)).toBe(-0.3);
    expect(missing(0.5, -0.25)).toBe(0.75);
    expect(missing(0.5, 1.25)).toBe(-0.75);
  });
});
