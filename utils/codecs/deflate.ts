import { type PrefixCode, prefixCode } from './inflate';

type Bytes = Uint8Array<ArrayBuffer>;

const endOfBlock = 256;
const lengthCodes = 257;
const longestRun = 258;
const shortestRun = 3;
/** Bytes in a stretch that is counted. */
const stretch = 2048;
const adlerModulus = 65_521;

/** For each run length its symbol, and the extra bits that follow it (RFC 1951, section 3.2.5). */
const runSymbol = new Uint16Array(longestRun + 1);
const runExtra = new Uint8Array(longestRun + 1);
const runExtraBits = new Uint8Array(longestRun + 1);
for (let symbol = lengthCodes, length = 3; symbol < 285; symbol += 1) {
  const extraBits = Math.max(0, ((symbol - lengthCodes) >> 2) - 1);
  for (let extra = 0; extra < 1 << extraBits && length < longestRun; extra += 1, length += 1) {
    runSymbol[length] = symbol;
    runExtra[length] = extra;
    runExtraBits[length] = extraBits;
  }
}
runSymbol[longestRun] = 285;

/**
 * Bytes that are nearly all 0, as the filtered rows of a mask are, without the zeros themselves: a run of
 * them costs the same however long it is, where a compressor reads every byte.
 */
export class SparseBytes {
  /** The bytes that are not 0. */
  readonly values: number[] = [];
  /** How many zeros stand before each of them, and how many after the last. */
  readonly gaps: number[] = [0];

  put(value: number): void {
    if (value === 0) this.zeros(1);
    else {
      this.values.push(value);
      this.gaps.push(0);
    }
  }

  zeros(count: number): void {
    const last = this.gaps.length - 1;
    this.gaps[last] = (this.gaps[last] ?? 0) + count;
  }
}

/**
 * The pieces as one zlib stream, each piece a block with a code of its own. Only runs of one byte are
 * matched: filtered photographs hold next to no other repetition, in which the browser's own deflate
 * searches eight times as long for hardly less; and filtered flat areas are runs of zeros.
 */
export function* runDeflate(pieces: Iterable<Uint8Array | SparseBytes>): Generator<Bytes> {
  yield Uint8Array.of(0x78, 0x01);
  const bits = new BitWriter();
  let adler = 1;
  for (const piece of pieces) {
    if (piece instanceof SparseBytes) {
      adler = adler32OfSparse(piece, adler);
      yield writeSparseBlock(piece, bits);
    } else {
      adler = adler32(piece, adler);
      yield writeBlock(piece, bits);
    }
  }
  // An empty last block: which piece is the last is not known before.
  bits.open(16);
  bits.put(0b011, 10);
  bits.align();
  yield bits.take();
  yield Uint8Array.of(adler >>> 24, adler >>> 16, adler >>> 8, adler);
}

function writeBlock(piece: Uint8Array, bits: BitWriter): Bytes {
  const code = prefixCode(countSymbols(piece));
  bits.open(2 * piece.length + 1024);
  writeCode(code, bits);
  bits.putAll(piece, code);
  bits.putSymbol(endOfBlock, code);
  return bits.take();
}

/** As `writeBlock`, with a code of exact counts: there is little to count. */
function writeSparseBlock(piece: SparseBytes, bits: BitWriter): Bytes {
  const counts = new Uint32Array(286);
  counts[endOfBlock] = 1;
  let symbols = 0;
  eachSymbol(piece, (symbol, _run, times) => {
    counts[symbol] = (counts[symbol] ?? 0) + times;
    symbols += times;
  });
  const code = prefixCode(counts);
  bits.open(3 * symbols + 1024);
  writeCode(code, bits);
  eachSymbol(piece, (symbol, run, times) => {
    const [extra, extraBits] = [runExtra[run] ?? 0, runExtraBits[run] ?? 0];
    for (let left = times; left > 0; left -= 1) {
      bits.putSymbol(symbol, code);
      if (run > 0) bits.put(extra, extraBits + 1); // and the distance's only code, a 0
    }
  });
  bits.putSymbol(endOfBlock, code);
  return bits.take();
}

/**
 * The symbols of a piece in order, how often each comes in a row, and for runs of zeros how long one is
 * (0 for a byte).
 */
function eachSymbol(
  { values, gaps }: SparseBytes,
  callback: (symbol: number, run: number, times: number) => void,
): void {
  for (let i = 0; i < gaps.length; i += 1) {
    const gap = gaps[i] ?? 0;
    if (gap > 0) {
      callback(0, 0, 1); // what the runs after it repeat
      const rest = (gap - 1) % longestRun;
      if (gap > longestRun) callback(runSymbol[longestRun] ?? 0, longestRun, (gap - 1 - rest) / longestRun); // biome-ignore format: one call
      if (rest >= shortestRun) callback(runSymbol[rest] ?? 0, rest, 1);
      else if (rest > 0) callback(0, 0, rest);
    }
    const value = values[i];
    if (value !== undefined) callback(value, 0, 1);
  }
}

/**
 * How often each symbol occurs, counted in every fourth stretch of a block: that costs a tenth of a
 * per cent in size and saves nearly a whole pass. Symbols not met there get the longest codes.
 */
function countSymbols(piece: Uint8Array): Uint32Array {
  const counts = new Uint32Array(286).fill(1);
  for (let start = 0; start < piece.length; start += 4 * stretch) {
    const end = Math.min(start + stretch, piece.length);
    for (let at = start, before = -1; at < end; ) {
      const byte = piece[at] ?? 0;
      const run = byte === before ? runLength(piece, at) : 0;
      const symbol = run > 0 ? (runSymbol[run] ?? 0) : byte;
      counts[symbol] = (counts[symbol] ?? 0) + 8;
      before = byte;
      at += run > 0 ? run : 1;
    }
  }
  return counts;
}

/** How many bytes from `at` on are equal, if at least 3 are, else 0. */
function runLength(piece: Uint8Array, at: number): number {
  const byte = piece[at];
  const end = Math.min(at + longestRun, piece.length);
  let next = at + 1;
  while (next < end && piece[next] === byte) next += 1;
  return next - at < shortestRun ? 0 : next - at;
}

/**
 * The block's header. Code lengths 0…15 are written in 4 bits each, by a code of equal lengths: less
 * dense than could be, which is 100 bytes in a block of some 100,000.
 */
function writeCode({ lengths }: PrefixCode, bits: BitWriter): void {
  const order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
  bits.put(0b100, 3); // not the last block; codes of its own
  bits.put(286 - 257, 5);
  bits.put(0, 5); // one distance: 1
  bits.put(order.length - 4, 4);
  for (const symbol of order) bits.put(symbol < 16 ? 4 : 0, 3);
  for (const length of lengths) bits.put(reversed4(length), 4);
  bits.put(reversed4(1), 4);
}

const reversed4 = (value: number): number =>
  ((value & 1) << 3) | ((value & 2) << 1) | ((value & 4) >> 1) | ((value & 8) >> 3);

/** Bits and, from bit 16 on, their number. */
const packed = ({ bits, lengths }: PrefixCode): Uint32Array =>
  Uint32Array.from(bits, (code, symbol) => code | ((lengths[symbol] ?? 0) << 16));

/** Bits into bytes, lowest first; bits that do not fill a byte wait for the next piece. */
class BitWriter {
  private out = new Uint8Array(0);
  private at = 0;
  private held = 0;
  private count = 0;

  /** Makes room for so many bytes. */
  open(bytes: number): void {
    if (this.out.length < bytes) this.out = new Uint8Array(bytes);
    this.at = 0;
  }

  /** Adds up to 15 bits. */
  put(bits: number, length: number): void {
    this.held |= bits << this.count;
    this.count += length;
    if (this.count < 16) return;
    this.out[this.at] = this.held;
    this.out[this.at + 1] = this.held >>> 8;
    this.at += 2;
    this.held >>>= 16;
    this.count -= 16;
  }

  putSymbol(symbol: number, { bits, lengths }: PrefixCode): void {
    this.put(bits[symbol] ?? 0, lengths[symbol] ?? 0);
  }

  /** A block's symbols by their code; what `put` does, in a loop of its own as the hot one. */
  putAll(piece: Uint8Array, code: PrefixCode): void {
    const table = packed(code);
    const out = this.out;
    let { at, held, count } = this;
    for (let from = 0, before = -1; from < piece.length; ) {
      const byte = piece[from] ?? 0;
      const run = byte === before ? runLength(piece, from) : 0;
      const entry = table[run === 0 ? byte : (runSymbol[run] ?? 0)] ?? 0;
      before = byte;
      held |= (entry & 0xffff) << count;
      count += entry >>> 16;
      if (count >= 16) {
        out[at] = held;
        out[at + 1] = held >>> 8;
        at += 2;
        held >>>= 16;
        count -= 16;
      }
      from += 1;
      if (run === 0) continue;
      from += run - 1;
      held |= (runExtra[run] ?? 0) << count;
      count += (runExtraBits[run] ?? 0) + 1; // and the distance's only code, a 0
      if (count < 16) continue;
      out[at] = held;
      out[at + 1] = held >>> 8;
      at += 2;
      held >>>= 16;
      count -= 16;
    }
    Object.assign(this, { at, held, count });
  }

  /** Fills up to a whole byte. */
  align(): void {
    for (; this.count > 0; this.count -= 8, this.held >>>= 8) this.out[this.at++] = this.held;
    this.count = 0;
  }

  /** A copy of the bytes written since `open`. */
  take(): Bytes {
    return this.out.slice(0, this.at);
  }
}

/** Adler-32 (RFC 1950, section 8.2). Sums stay below 2³² for 5,552 bytes, so they are reduced as often. */
function adler32(bytes: Uint8Array, start: number): number {
  let low = start & 0xffff;
  let high = start >>> 16;
  for (let at = 0; at < bytes.length; ) {
    const end = Math.min(bytes.length, at + 3_800);
    for (; at < end; at += 1) {
      low += bytes[at] ?? 0;
      high += low;
    }
    low %= adlerModulus;
    high %= adlerModulus;
  }
  return ((high << 16) | low) >>> 0;
}

/** The same of a sparse piece: a run of zeros adds the low sum to the high one as often as it is long. */
function adler32OfSparse({ values, gaps }: SparseBytes, start: number): number {
  let low = start & 0xffff;
  let high = start >>> 16;
  for (let i = 0; i < gaps.length; i += 1) {
    const sum = high + low * (gaps[i] ?? 0);
    high = sum - Math.floor(sum / adlerModulus) * adlerModulus; // `%` is slow beyond 31 bits
    low = (low + (values[i] ?? 0)) % adlerModulus;
    if (i < values.length) high = (high + low) % adlerModulus;
  }
  return ((high << 16) | low) >>> 0;
}

/** The pieces as one zlib stream. A piece may be overwritten once the next one is asked for. */
export async function deflate(
  pieces: Iterable<Uint8Array<ArrayBuffer>>,
): Promise<Uint8Array<ArrayBuffer>[]> {
  const stream = new CompressionStream('deflate');
  const out: Uint8Array<ArrayBuffer>[] = [];
  const reading = collect(stream.readable.getReader(), out);
  const writer = stream.writable.getWriter();
  for (const piece of pieces) await writer.write(piece);
  await Promise.all([writer.close(), reading]);
  return out;
}

async function collect(
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
  out: Uint8Array<ArrayBuffer>[],
): Promise<void> {
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    out.push(value);
  }
}
