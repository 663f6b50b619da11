import { describe, expect, it } from 'vitest';
import { edgeDistance, figures, judge, measureChange, type Pixels } from '../../tour/proof';
import type { Stroke } from '../../tour/strokes';

const width = 60;
const height = 40;
const stroke: Stroke = {
  diameter: 10,
  points: [
    { x: 20, y: 20 },
    { x: 40, y: 20 },
  ],
};

function picture(paint: (x: number, y: number) => boolean = () => false): Pixels {
  const data = new Uint8Array(width * height * 4).fill(100);
  for (let i = 0; i < width * height; i += 1)
    if (paint(i % width, Math.floor(i / width))) data[i * 4 + 2] = 101;
  return { width, height, data };
}

const underTheStroke = (x: number, y: number) =>
  edgeDistance({ x: x + 0.5, y: y + 0.5 }, [stroke]) <= 0;

describe('edgeDistance', () => {
  it.each([
    ['on the centre line', { x: 30, y: 20 }, -5],
    ['on the edge beside the line', { x: 30, y: 25 }, 0],
    ['beyond the round end', { x: 48, y: 26 }, 5],
    ['before the start', { x: 3, y: 20 }, 12],
  ])('measures %s', (_, at, distance) => {
    expect(edgeDistance(at, [stroke])).toBeCloseTo(distance);
  });

  it('takes the nearest of several strokes', () => {
    const dot: Stroke = { diameter: 4, points: [{ x: 30, y: 35 }] };
    expect(edgeDistance({ x: 30, y: 34 }, [stroke, dot])).toBeCloseTo(-1);
  });
});

describe('measureChange', () => {
  it('finds one changed sample outside the reach', () => {
    const change = measureChange(
      picture(),
      picture((x, y) => underTheStroke(x, y) || (x === 2 && y === 2)),
      [stroke],
      3,
    );
    expect(change.changedOutside).toBe(1);
    expect(() => judge(change)).toThrow('1 pixels outside');
  });

  it('counts what changed under the strokes and how far the farthest changed pixel lies', () => {
    const change = measureChange(
      picture(),
      picture((x, y) => underTheStroke(x, y) || (x === 30 && y === 26)),
      [stroke],
      3,
    );
    expect(change).toMatchObject({ total: width * height, changedOutside: 0 });
    expect(change.changedInside).toBe(change.inside);
    expect(change.farthest).toBeCloseTo(1.5);
    expect(() => judge(change)).not.toThrow();
  });

  it('is not content when nothing changed at all', () => {
    const change = measureChange(picture(), picture(), [stroke], 3);
    expect(() => judge(change)).toThrow('Only 0 of');
  });

  it('refuses pictures of different sizes', () => {
    const smaller = { ...picture(), height: height - 1 };
    expect(() => measureChange(picture(), smaller, [stroke], 3)).toThrow('60 × 39 px');
  });
});

it('puts the figures in words that name what was allowed', () => {
  const change = measureChange(picture(), picture(underTheStroke), [stroke], 5);
  const text = figures(change, 3, 2).join('\n');
  expect(text).toContain('same size, 2,400 pixels');
  expect(text).toContain('farther than 3 px feather + 2 px');
});
