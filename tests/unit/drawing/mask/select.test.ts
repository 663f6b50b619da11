import { expect, test } from 'vitest';
import {
  type Pixels,
  runsOfMaskFile,
  selectDifferent,
  selectSimilar,
} from '../../../../utils/drawing/mask/select';

const greys: Readonly<Record<string, number>> = { ' ': 0, '1': 40, '2': 80, '9': 250 };

/** A grey picture, a character a pixel. */
function picture(rows: readonly string[], alpha = 255): Pixels {
  const data = rows
    .join('')
    .split('')
    .flatMap((character) => {
      const grey = greys[character] ?? 0;
      return [grey, grey, grey, alpha];
    });
  return { width: rows[0]?.length ?? 0, height: rows.length, data: Uint8ClampedArray.from(data) };
}

const shown = (selected: Uint8Array, width: number) =>
  (Array.from(selected, (value) => (value ? '#' : '.'))
    .join('')
    .match(new RegExp(`.{${width}}`, 'g')) ?? []) as string[];

const maze = ['99999', '9   9', '9 9 9', '9 999', '9   9'];

test('what hangs together is selected, round corners, and no more', () => {
  const selected = selectSimilar(
    picture(maze),
    { x: 1, y: 4 },
    { tolerance: 10, contiguous: true },
  );
  expect(shown(selected, 5)).toEqual(['.....', '.###.', '.#.#.', '.#...', '.###.']);
});

test('corners that only touch do not hang together', () => {
  const selected = selectSimilar(
    picture(['9 ', ' 9']),
    { x: 0, y: 0 },
    { tolerance: 0, contiguous: true },
  );
  expect(shown(selected, 2)).toEqual(['#.', '..']);
});

test('without the need to hang together all of the colour is selected', () => {
  const options = { tolerance: 10, contiguous: false };
  const selected = selectSimilar(picture(maze), { x: 2, y: 2 }, options);
  expect(shown(selected, 5)).toEqual(['#####', '#...#', '#.#.#', '#.###', '#...#']);
});

test.each([
  [39, '##...'],
  [40, '###..'],
  [80, '####.'],
  [255, '#####'],
])('a tolerance of %s takes in what differs from the first pixel by no more', (tolerance, row) => {
  const pixels = picture(['  129']);
  const selected = selectSimilar(pixels, { x: 0, y: 0 }, { tolerance, contiguous: true });
  expect(shown(selected, 5)).toEqual([row]);
});

test('every pixel is as the definition says on a random picture', () => {
  let seed = 5;
  const random = () => {
    seed = (seed * 48271) % 2147483647;
    return seed;
  };
  const rows = Array.from({ length: 40 }, () =>
    Array.from({ length: 50 }, () => (random() % 100 < 58 ? ' ' : '9')).join(''),
  );
  const selected = selectSimilar(
    picture(rows),
    { x: 0, y: 0 },
    { tolerance: 300, contiguous: true },
  );
  expect(selected.every((value) => value === 1)).toBe(true);
  const start = rows.findIndex((row) => row[0] === ' ');
  const some = selectSimilar(picture(rows), { x: 0, y: start }, { tolerance: 9, contiguous: true });
  expect([...some]).toEqual(spread(rows, start));
});

/** Neighbours of neighbours, until there are no new ones. */
function spread(rows: readonly string[], startRow: number): number[] {
  const width = 50;
  const cells = rows.join('');
  const reached = new Set([startRow * width]);
  for (const cell of reached) {
    const x = cell % width;
    const next = [
      cell - width,
      cell + width,
      ...(x > 0 ? [cell - 1] : []),
      ...(x < width - 1 ? [cell + 1] : []),
    ];
    for (const each of next) if (cells[each] === ' ') reached.add(each);
  }
  return Array.from(cells, (_, i) => (reached.has(i) ? 1 : 0));
}

test('versions differ where a sample is farther off than the tolerance', () => {
  const selected = selectDifferent(picture(['  12']), picture([' 129']), 40);
  expect([...selected]).toEqual([0, 0, 0, 1]);
});

test('a black and white picture masks where it is white, stretched over the image', () => {
  const runs = runsOfMaskFile(picture([' 9', '  ']), { width: 20, height: 10 });
  expect(runs).toMatchObject({ rect: { x: 10, y: 0, width: 10, height: 5 } });
});

test('a picture with transparent parts masks these, whatever their colour', () => {
  const { data, ...size } = picture(['99', '9 ']);
  data[3] = 0;
  expect(runsOfMaskFile({ data, ...size }, size)?.rect).toEqual({
    x: 0,
    y: 0,
    width: 1,
    height: 1,
  });
});

test('an all black picture masks nothing', () => {
  expect(runsOfMaskFile(picture(['  ']), { width: 2, height: 1 })).toBeUndefined();
});
