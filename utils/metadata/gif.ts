import { concatBytes, latin1, latin1Bytes } from '../base/bytes';

type Bytes = Uint8Array<ArrayBuffer>;

/** What a GIF says beside its frames (GIF89a, sections 24 and 26; XMP Specification Part 3, section 1.1.2). */
interface GifBlock {
  readonly kind: 'frame' | 'control' | 'animation' | 'profile' | 'comment' | 'xmp' | 'other';
  readonly bytes: Uint8Array;
}

const tableBytes = (flags: number): number => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);

function afterSubBlocks(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== 0) at += (bytes[at] ?? 0) + 1;
  return Math.min(at + 1, bytes.length);
}

const xmpName = 'XMP DataXMP';
const animations = ['NETSCAPE2.0', 'ANIMEXTS1.0'];

function extensionKind(bytes: Uint8Array, at: number): GifBlock['kind'] {
  const label = bytes[at + 1];
  if (label === 0xf9) return 'control';
  if (label === 0xfe) return 'comment';
  if (label !== 0xff) return 'other';
  const name = latin1(bytes, at + 3, 11);
  if (animations.includes(name)) return 'animation';
  if (name === 'ICCRGBG1012') return 'profile';
  return name === xmpName ? 'xmp' : 'other';
}

/** The blocks after a GIF's header and colour table, up to its end or to what is none. */
function* gifBlocks(bytes: Uint8Array, start: number): Generator<GifBlock> {
  for (let at = start; at < bytes.length; ) {
    const isExtension = bytes[at] === 0x21;
    if (!isExtension && bytes[at] !== 0x2c) return;
    const data = isExtension ? at + 2 : at + 11 + tableBytes(bytes[at + 9] ?? 0);
    const end = afterSubBlocks(bytes, data);
    const kind = isExtension ? extensionKind(bytes, at) : 'frame';
    yield { kind, bytes: bytes.subarray(at, end) };
    at = end;
  }
}

const gifStart = (bytes: Uint8Array): number => 13 + tableBytes(bytes[10] ?? 0);

/** The packet in a GIF, which is written as no other block is: as it is, and behind it 257 bytes that end it. */
export function gifXmp(bytes: Uint8Array): string | undefined {
  for (const block of gifBlocks(bytes, gifStart(bytes)))
    if (block.kind === 'xmp') return new TextDecoder().decode(block.bytes.subarray(14, -258));
  return undefined;
}

interface NewGifWords {
  readonly xmp?: string | undefined;
  readonly keepComments: boolean;
}

/** What shows the picture; comments by choice. Titles in plain text, and what programs have added, are left out. */
export function withGifMetadata(file: Bytes, { xmp, keepComments }: NewGifWords): Blob {
  const start = gifStart(file);
  const isKept = ({ kind }: GifBlock): boolean =>
    ['frame', 'control', 'animation', 'profile'].includes(kind) ||
    (keepComments && kind === 'comment');
  const kept = [...gifBlocks(file, start)].filter(isKept).map(({ bytes }) => bytes);
  const added = xmp === undefined ? [] : [xmpBlock(xmp)];
  // Texts and packets need the newer form of the two.
  const head = new Uint8Array(file.subarray(0, start));
  head.set(latin1Bytes('GIF89a').subarray(0, head.length));
  const parts = [head, ...added, ...kept, Uint8Array.of(0x3b)];
  return new Blob([concatBytes(parts)], { type: 'image/gif' });
}

function xmpBlock(xmp: string): Uint8Array {
  const trailer = Uint8Array.from({ length: 258 }, (_, i) =>
    i === 0 ? 1 : i === 257 ? 0 : 256 - i,
  );
  const head = [Uint8Array.of(0x21, 0xff, 11), latin1Bytes(xmpName)];
  return concatBytes([...head, new TextEncoder().encode(xmp), trailer]);
}
