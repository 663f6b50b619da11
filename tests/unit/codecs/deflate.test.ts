import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { runDeflate, SparseBytes } from '../../../utils/codecs/deflate';

/** Node's zlib checks the sum at the stream's end as well. */
const inflated = (pieces: Iterable<Uint8Array | SparseBytes>): number[] => [
  ...inflateSync(Buffer.concat([...runDeflate(pieces)])),
];

const sparse = (fill: (piece: SparseBytes) => void): SparseBytes => {
  const piece = new SparseBytes();
  fill(piece);
  return piece;
};

describe('a zlib stream of sparse bytes', () => {
  it('holds nothing where nothing was put', () => {
    expect(inflated([])).toEqual([]);
    expect(inflated([new SparseBytes()])).toEqual([]);
  });

  it('brings back runs of every length between bytes of every kind', () => {
    const expected: number[] = [];
    const piece = sparse((bytes) => {
      for (let count = 0; count < 800; count += 1) {
        bytes.put(count % 256);
        bytes.zeros(count);
        expected.push(count % 256, ...Array.from({ length: count }, () => 0));
      }
    });
    expect(inflated([piece])).toEqual(expected);
  });

  it('takes sparse and dense pieces in turn', () => {
    const dense = Uint8Array.from({ length: 5000 }, (_, i) => (i % 7 === 0 ? i : 9));
    const zeros = sparse((bytes) => bytes.zeros(1000));
    const ends = sparse((bytes) => {
      bytes.zeros(3);
      bytes.put(255);
    });
    const nothing = Array.from({ length: 1000 }, () => 0);
    expect(inflated([zeros, dense, ends, zeros])).toEqual([...nothing, ...dense, 0, 0, 0, 255, ...nothing]); // biome-ignore format: one row
  });

  it('holds two hundred million zeros in a few hundred kB, and their sum is right', () => {
    const piece = sparse((bytes) => {
      bytes.put(255);
      bytes.zeros(200_000_000);
      bytes.put(1);
    });
    const deflated = Buffer.concat([...runDeflate([piece])]);
    expect(deflated.length).toBeLessThan(200_000);
    const back = inflateSync(deflated);
    expect([back.length, back[0], back.at(-1)]).toEqual([200_000_002, 255, 1]);
  });
});
