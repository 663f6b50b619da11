import { concatBytes } from '../base/bytes';

type Bytes = Uint8Array<ArrayBuffer>;

/** Bytes that a profile or a text beside a picture may have; more is a trap, not a text. */
const mostBeside = 32_000_000;

/**
 * Inflates zlib data, handing on the pieces as they come.
 * @throws TypeError for broken data; whatever `onPiece` throws
 */
export async function inflate(
  parts: readonly Bytes[],
  onPiece: (piece: Uint8Array) => void,
): Promise<void> {
  const stream = new Blob([...parts]).stream().pipeThrough(new DecompressionStream('deflate'));
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    onPiece(value);
  }
}

/** All of a small zlib stream; undefined where it is broken or far larger than what it can be. */
export async function inflated(deflated: Uint8Array): Promise<Bytes | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    await inflate([new Uint8Array(deflated)], (piece) => {
      length += piece.length;
      if (length > mostBeside) throw new RangeError('too long');
      parts.push(piece);
    });
  } catch {
    return undefined;
  }
  return concatBytes(parts);
}

/** A prefix code: for each symbol its bits, the first to be written lowest, and their number. */
export interface PrefixCode {
  readonly bits: Uint16Array;
  /** 0 for symbols that do not occur. */
  readonly lengths: Uint8Array;
}

const longest = 15;

/** The best prefix code for symbols that occur this often, no code longer than 15 bits. */
export function prefixCode(counts: Uint32Array): PrefixCode {
  const used = Array.from(counts.keys()).filter((symbol) => (counts[symbol] ?? 0) > 0);
  used.sort((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0));
  const lengths = new Uint8Array(counts.length);
  const perLength = limitLengths(treeDepths(used.map((symbol) => counts[symbol] ?? 0)));
  let next = 0;
  for (let length = longest; length > 0; length -= 1)
    for (let left = perLength[length] ?? 0; left > 0; left -= 1, next += 1)
      lengths[used[next] ?? 0] = length;
  return { lengths, bits: canonicalBits(lengths) };
}

/** Depth of each leaf in the Huffman tree; `weights` ascend. Two queues: leaves and inner nodes. */
function treeDepths(weights: readonly number[]): number[] {
  const leaves = weights.length;
  if (leaves <= 1) return weights.map(() => 1);
  const sums = [...weights];
  const parents: number[] = [];
  let leaf = 0;
  let inner = leaves;
  const takeLeast = (): number => {
    const takesLeaf =
      leaf < leaves && (inner >= sums.length || (sums[leaf] ?? 0) <= (sums[inner] ?? 0));
    const taken = takesLeaf ? leaf : inner;
    if (takesLeaf) leaf += 1;
    else inner += 1;
    parents[taken] = sums.length;
    return sums[taken] ?? 0;
  };
  while (sums.length < 2 * leaves - 1) {
    // Both are taken before the push: each becomes a child of the node pushed now.
    const sum = takeLeast() + takeLeast();
    sums.push(sum);
  }
  const depths = new Array<number>(sums.length).fill(0);
  for (let node = sums.length - 2; node >= 0; node -= 1)
    depths[node] = (depths[parents[node] ?? 0] ?? 0) + 1;
  return depths.slice(0, leaves);
}

/** How many codes of each length: too long ones are cut and shorter ones lengthened to make room. */
function limitLengths(depths: readonly number[]): Uint32Array {
  const perLength = new Uint32Array(longest + 1);
  for (const depth of depths) {
    const length = Math.min(depth, longest);
    perLength[length] = (perLength[length] ?? 0) + 1;
  }
  // Kraft's sum in units of the longest code; it must not exceed the whole.
  let kraft = 0;
  for (let length = 1; length <= longest; length += 1)
    kraft += (perLength[length] ?? 0) * 2 ** (longest - length);
  for (; kraft > 2 ** longest; kraft -= 1) {
    let length = longest - 1;
    while (perLength[length] === 0) length -= 1;
    perLength[length] = (perLength[length] ?? 0) - 1;
    perLength[length + 1] = (perLength[length + 1] ?? 0) + 2;
    perLength[longest] = (perLength[longest] ?? 0) - 1;
  }
  return perLength;
}

/** Codes in the order that deflate prescribes (RFC 1951, section 3.2.2), bits reversed for writing. */
function canonicalBits(lengths: Uint8Array): Uint16Array {
  const bits = new Uint16Array(lengths.length);
  let code = 0;
  for (let length = 1; length <= longest; length += 1, code <<= 1)
    for (let symbol = 0; symbol < lengths.length; symbol += 1)
      if (lengths[symbol] === length) bits[symbol] = reverse(code++, length);
  return bits;
}

function reverse(code: number, length: number): number {
  let reversed = 0;
  for (let i = 0; i < length; i += 1) reversed |= ((code >> i) & 1) << (length - 1 - i);
  return reversed;
}
