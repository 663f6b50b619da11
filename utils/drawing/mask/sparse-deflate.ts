/**
 * A zlib stream (RFC 1950, 1951) of bytes that are nearly all 0, written without ever having them: a run
 * costs the same however long it is, where a compressor reads every byte. Takes 0, 1, 2 and 255 only,
 * which is what the rows of a mask are made of.
 */
export interface SparseDeflate {
  byte(value: 0 | 1 | 2 | 255): void;
  zeros(count: number): void;
  finish(): Uint8Array<ArrayBuffer>;
}

const longestMatch = 258;
const shortestMatch = 3;
const endOfBlock = 256;
const adlerModulus = 65521;

/** Of RFC 1951, 3.2.5: the first length and the extra bits of the codes from 257 on. */
const lengthBases = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
  163, 195, 227, 258,
];
const lengthExtraBits = [
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
];
const longestCode = 285;

/** Of each length its place among the codes from 257 on. */
const lengthIndices = Uint8Array.from({ length: longestMatch + 1 }, (_, length) =>
  Math.max(
    0,
    lengthBases.findLastIndex((base) => base <= length),
  ),
);

/** Bits of each symbol's code: one for the longest match, as there is little else; together a whole tree. */
const codeLengths: readonly number[] = Array.from({ length: longestCode + 1 }, (_, symbol) => {
  if (symbol === longestCode) return 1;
  if ([0, 1, 2, 255].includes(symbol)) return 4;
  if (symbol < endOfBlock) return 0;
  return symbol > longestCode - 4 ? 6 : 7;
});

export function createSparseDeflate(): SparseDeflate {
  const bits = createBitWriter();
  const codes = canonicalCodes(codeLengths);
  let [sum, sumOfSums] = [1, 0]; // Adler-32 (RFC 1950, 8.2)
  writeHeader(bits);
  const symbol = (value: number) => bits.write(codes[value] ?? 0, codeLengths[value] ?? 0);

  function match(length: number): void {
    const index = lengthIndices[length] ?? 0;
    symbol(endOfBlock + 1 + index);
    bits.write(length - (lengthBases[index] ?? 0), lengthExtraBits[index] ?? 0);
    bits.write(0, 1); // distance 1
  }

  return {
    byte(value) {
      symbol(value);
      sum += value;
      if (sum >= adlerModulus) sum -= adlerModulus;
      sumOfSums += sum;
      if (sumOfSums >= adlerModulus) sumOfSums -= adlerModulus;
    },
    zeros(count) {
      const whole = sumOfSums + sum * count;
      sumOfSums = whole - Math.floor(whole / adlerModulus) * adlerModulus; // `%` is slow beyond 31 bits
      if (count > 0) symbol(0);
      let left = count - 1;
      // A longest match is two bits, both 0: its code is the first of all, and so is the distance's.
      for (; left >= 8 * longestMatch; left -= 8 * longestMatch) bits.write(0, 16);
      for (; left >= longestMatch; left -= longestMatch) match(longestMatch);
      if (left >= shortestMatch) match(left);
      else for (; left > 0; left--) symbol(0);
    },
    finish() {
      symbol(endOfBlock);
      bits.flush();
      for (const half of [sumOfSums, sum]) {
        bits.write(half >> 8, 8);
        bits.write(half & 255, 8);
      }
      return bits.take();
    },
  };
}

/** zlib's two bytes, and the block's description of its codes (RFC 1951, 3.2.7). */
function writeHeader(bits: BitWriter): void {
  bits.write(0x78, 8);
  bits.write(0x01, 8);
  bits.write(1, 1); // the last block
  bits.write(2, 2); // with codes of its own
  bits.write(longestCode + 1 - 257, 5);
  bits.write(0, 5); // one distance
  bits.write(19 - 4, 4);
  // Lengths are written as they are, in codes of four and five bits: 0 … 12 and 13 … 18.
  const lengthOf = (value: number) => (value < 13 ? 4 : 5);
  const order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
  for (const value of order) bits.write(lengthOf(value), 3);
  const codes = canonicalCodes(Array.from({ length: 19 }, (_, value) => lengthOf(value)));
  for (const length of [...codeLengths, 1]) bits.write(codes[length] ?? 0, lengthOf(length));
}

/** Huffman codes of those lengths (RFC 1951, 3.2.2), their bits reversed as they are written. */
function canonicalCodes(lengths: readonly number[]): number[] {
  const codes = lengths.map(() => 0);
  let next = 0;
  for (let length = 1; length <= Math.max(...lengths); length++) {
    for (const [symbol, each] of lengths.entries()) {
      if (each === length) codes[symbol] = reversed(next++, length);
    }
    next <<= 1;
  }
  return codes;
}

function reversed(code: number, length: number): number {
  let result = 0;
  for (let bit = 0; bit < length; bit++) result |= ((code >> bit) & 1) << (length - 1 - bit);
  return result;
}

interface BitWriter {
  /** Least significant bit first; at most 16 bits. */
  write(value: number, count: number): void;
  /** Fills the last byte up. */
  flush(): void;
  take(): Uint8Array<ArrayBuffer>;
}

function createBitWriter(): BitWriter {
  let bytes = new Uint8Array(1 << 16);
  let length = 0;
  let held = 0;
  let heldBits = 0;
  const put = () => {
    if (length === bytes.length) {
      const larger = new Uint8Array(2 * length);
      larger.set(bytes);
      bytes = larger;
    }
    bytes[length++] = held & 255;
    held >>>= 8;
  };
  return {
    write(value, count) {
      held |= value << heldBits;
      heldBits += count;
      for (; heldBits >= 8; heldBits -= 8) put();
    },
    flush() {
      if (heldBits > 0) put();
      held = 0;
      heldBits = 0;
    },
    take: () => bytes.slice(0, length),
  };
}
