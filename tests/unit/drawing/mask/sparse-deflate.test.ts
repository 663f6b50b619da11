import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createSparseDeflate } from '../../../../utils/drawing/mask/sparse-deflate';

/** zlib checks the sum at the stream's end as well. */
const inflated = (bytes: Uint8Array) => [...inflateSync(bytes)];

const zeros = (count: number) => Array.from({ length: count }, () => 0);

test('nothing is a stream, too', () => {
  expect(inflated(createSparseDeflate().finish())).toEqual([]);
});

test('runs of every length come back, between bytes of every kind', () => {
  const deflate = createSparseDeflate();
  const expected: number[] = [];
  const values = [255, 1, 2, 0] as const;
  for (let count = 0; count < 600; count++) {
    const value = values[count % 4] ?? 0;
    deflate.byte(value);
    deflate.zeros(count);
    expected.push(value, ...zeros(count));
  }
  expect(inflated(deflate.finish())).toEqual(expected);
});

test('two hundred million zeros take a few hundred kB and their sum is right', () => {
  const deflate = createSparseDeflate();
  deflate.byte(255);
  deflate.zeros(200_000_000);
  deflate.byte(1);
  const bytes = deflate.finish();
  expect(bytes.length).toBeLessThan(200_000);
  const back = inflateSync(bytes);
  expect([back.length, back[0], back.at(-1)]).toEqual([200_000_002, 255, 1]);
});
