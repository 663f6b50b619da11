import { describe, expect, it } from 'vitest';
import { isLegalSize, legalSizes } from '../../../utils/plan/size-rules';
import { findModel } from '../../../utils/server/models';
import { findModel as findServed } from '../../images-server/models';
import { requestedSize } from '../../images-server/sizes';

const any = findModel('gpt-image-2.6-sunburst').sizes;
const three = findModel('gpt-image-1.5').sizes;
const legal = (width: number, height: number) => isLegalSize({ width, height }, any);

describe('sizes of the current models', () => {
  it.each([
    [1024, 1024],
    [1024, 640],
    [3840, 2160],
    [2160, 3840],
    [3840, 1280],
    [2880, 2880],
    [816, 816],
  ])('%i x %i is legal', (width, height) => expect(legal(width, height)).toBe(true));

  it.each([
    ['not a multiple of 16', 1000, 1024],
    ['not a multiple of 16 in height', 1024, 1001],
    ['not whole', 1024.5, 1024],
    ['too long', 3856, 2048],
    ['too narrow', 3072, 1008],
    ['one pixel row too few', 1024, 624],
    ['too many pixels', 2896, 2880],
    ['empty', 0, 0],
    ['negative', -1024, -1024],
    ['no number', Number.NaN, 1024],
    ['endless', Number.POSITIVE_INFINITY, 1024],
  ])('%s is not', (_, width, height) => expect(legal(width, height)).toBe(false));
});

/** A fixed row of sizes that meets every limit from both sides, in no order. */
function* manySizes(): Generator<{ width: number; height: number }> {
  let seed = 7;
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed % below;
  };
  for (let count = 0; count < 5000; count += 1) {
    const step = count % 5 === 0 ? 1 : 16;
    yield { width: step * (1 + next(4100 / step)), height: step * (1 + next(4100 / step)) };
  }
}

describe.each(['gpt-image-2.6-sunburst', 'gpt-image-1.5'])('sizes of %s', (id) => {
  it('are legal here exactly when the server takes them, either way round', () => {
    const { sizes } = findModel(id);
    const model = findServed(id);
    if (!model) throw new Error(`The local server does not know ${id}.`);
    let taken = 0;
    for (const size of [...manySizes(), ...(sizes.kind === 'fixed' ? sizes.sizes : [])]) {
      const isTaken = serverTakes(size, model);
      taken += isTaken ? 1 : 0;
      expect([size, isLegalSize(size, sizes)]).toEqual([size, isTaken]);
      const turned = { width: size.height, height: size.width };
      expect(isLegalSize(turned, sizes)).toBe(isTaken);
    }
    expect(taken).toBeGreaterThan(2);
  });
});

function serverTakes(
  { width, height }: { width: number; height: number },
  model: Parameters<typeof requestedSize>[2],
): boolean {
  try {
    requestedSize(`${width}x${height}`, undefined, model, true);
    return true;
  } catch {
    return false;
  }
}

/** By the API notes: multiples of 16, 1:3 to 3:1, no edge over 3840, 655,360 to 8,294,400 pixels. */
const isDocumented = (width: number, height: number): boolean =>
  width % 16 === 0 &&
  height % 16 === 0 &&
  Math.max(width, height) <= 3840 &&
  Math.max(width, height) <= 3 * Math.min(width, height) &&
  width * height >= 655_360 &&
  width * height <= 8_294_400;

it('all sizes that the notes allow are taken and planned with, and no others', () => {
  const planned = new Set(legalSizes(any).map(({ width, height }) => `${width}x${height}`));
  const wrong: string[] = [];
  let documented = 0;
  for (let width = 8; width <= 3904; width += 8)
    for (let height = 8; height <= 3904; height += 8) {
      const isAllowed = isDocumented(width, height);
      documented += isAllowed ? 1 : 0;
      const isTaken = legal(width, height);
      const isPlanned = planned.has(`${width}x${height}`);
      if (isTaken !== isAllowed || isPlanned !== isAllowed) wrong.push(`${width}x${height}`);
    }
  expect(wrong).toEqual([]);
  expect(planned.size).toBe(documented);
});

it('fixed sizes are legal only as they are', () => {
  expect(isLegalSize({ width: 1536, height: 1024 }, three)).toBe(true);
  expect(isLegalSize({ width: 1536, height: 1040 }, three)).toBe(false);
});
