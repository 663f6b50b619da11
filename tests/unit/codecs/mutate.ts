import { concatBytes, viewOf } from '../../../utils/base/bytes';
import { randomNumbers } from './random';

type Bytes = Uint8Array<ArrayBuffer>;

/** Numbers that break readers of lengths. */
const telling = [
  0, 1, 2, 3, 7, 8, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0xfffffffe, 0xffffffff,
];

/** How many inputs a reader has to bear. */
export const fuzzed = 20_000;

/**
 * Copies of files with one to four changes each, the same on every run: bytes, lengths, cuts, parts twice, parts gone.
 * Most changes are near the beginning, where headers are.
 */
export function* mutations(
  files: readonly Uint8Array[],
  seed: number,
  count = fuzzed,
): Generator<Bytes> {
  const random = randomNumbers(seed);
  const below = (end: number): number => Math.floor(random() * end);
  for (let i = 0; i < count; i += 1) {
    let bytes = new Uint8Array(files[below(files.length)] ?? new Uint8Array());
    for (let left = 1 + below(4); left > 0 && bytes.length > 0; left -= 1) {
      const at = below(random() < 0.5 ? Math.min(bytes.length, 80) : bytes.length);
      const end = Math.min(bytes.length, at + 1 + below(40));
      const kind = below(6);
      if (kind === 0) bytes[at] = below(256);
      else if (kind === 1) bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8));
      else if (kind === 2 && at + 4 <= bytes.length)
        viewOf(bytes).setUint32(at, telling[below(telling.length)] ?? 0, random() < 0.5);
      else if (kind === 3 && at + 2 <= bytes.length)
        viewOf(bytes).setUint16(at, (telling[below(telling.length)] ?? 0) & 0xffff, random() < 0.5);
      else if (kind === 4 && random() < 0.3) bytes = bytes.slice(0, at);
      else if (kind === 4) bytes = concatBytes([bytes.subarray(0, end), bytes.subarray(at)]);
      else bytes = concatBytes([bytes.subarray(0, at), bytes.subarray(end)]);
    }
    yield bytes;
  }
}
