import { describe, expect, it } from 'vitest';
import { featherWeights, fullWeight } from '../../../utils/blend/composite';
import { squaredDistances } from '../../../utils/pixels/distance';
import { randomNumbers } from '../codecs/random';
import { disc } from './rasters';

describe('squaredDistances', () => {
  it('agrees with measuring to every inside pixel', () => {
    const random = randomNumbers(3);
    const size = { width: 23, height: 17 };
    const inside = Array.from({ length: 23 * 17 }, () => random() < 0.03);
    const expected = inside.map((_, i) =>
      Math.min(
        ...inside.flatMap((isInside, j) =>
          isInside
            ? [((i % 23) - (j % 23)) ** 2 + (Math.floor(i / 23) - Math.floor(j / 23)) ** 2]
            : [],
        ),
      ),
    );
    expect(Array.from(squaredDistances(size, (i) => inside[i] === true))).toEqual(expected);
  });
});

describe('featherWeights', () => {
  const coverage = disc(60, 50, 30, 25, 10);
  const distances = squaredDistances(coverage, (i) => coverage.data[i] === 255);

  it.each([0, 1, 4, 9.5])('is full inside, falling outside, exactly 0 from %d px on', (feather) => {
    const weights = featherWeights(coverage, feather);
    weights.forEach((weight, i) => {
      const away = Math.sqrt(distances[i] ?? 0);
      if (away === 0) expect(weight).toBe(fullWeight);
      else if (away >= feather) expect(weight).toBe(0);
      else if (away < feather - 0.1) expect(weight).toBeGreaterThan(0);
    });
    const row = [...weights.subarray(25 * 60 + 30, 26 * 60)];
    expect(row).toEqual(row.toSorted((a, b) => b - a));
  });

  it('counts coverage near zero as unmasked', () => {
    const faint = { width: 4, height: 4, data: new Uint8ClampedArray(16).fill(5) };
    expect(featherWeights(faint, 8).every((weight) => weight === 0)).toBe(true);
  });

  it('keeps a stroke so thin that no pixel is half covered', () => {
    const data = new Uint8ClampedArray(16);
    data[5] = 60;
    const weights = featherWeights({ width: 4, height: 4, data }, 0);
    expect(weights[5]).toBe(fullWeight);
    expect(weights.filter((weight) => weight > 0)).toHaveLength(1);
  });
});
