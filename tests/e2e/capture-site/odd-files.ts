import sharp from 'sharp';
import {
  changed,
  chunkAt,
  chunkOf,
  exifSegment,
  inserted,
  jpegSegment,
  segmentAt,
  tiffOf,
} from '../../browser/codecs/odd-files';
import { img } from './markup';
import { noise } from './pictures';
import { original, type SiteCase } from './site-case';

/** A file as programs and cameras write it, that browsers show all the same. */
interface OddFile {
  /** What is odd about it. */
  readonly name: string;
  readonly type: string;
  make(files: PlainFiles): Uint8Array | Promise<Uint8Array>;
  /** Image px as the browser shows it. Default 240 × 160. */
  readonly size?: readonly [number, number];
  /** True where every pixel is that of the plain picture. */
  readonly isExact?: boolean;
}

/** The picture of 240 × 160 px without anything odd. */
interface PlainFiles {
  readonly png: Buffer;
  readonly jpeg: Buffer;
  readonly gif: Buffer;
}

const png = 'image/png';
const jpeg = 'image/jpeg';
const junk = new Uint8Array(64).fill(0x5a);
const turned = [160, 240] as const;

const oddFiles: readonly OddFile[] = [
  { name: 'PNG without its end', type: png, isExact: true, make: ({ png }) => png.subarray(0, -12) },
  { name: 'PNG with bytes after its end', type: png, isExact: true, make: ({ png }) => inserted(png, png.length, junk) },
  { name: 'PNG with an unknown chunk', type: png, isExact: true, make: ({ png }) => inserted(png, chunkAt(png, 'IDAT'), chunkOf('prVt', junk)) },
  { name: 'PNG, interlaced', type: png, isExact: true, make: ({ png }) => sharp(png).png({ progressive: true }).toBuffer() },
  { name: 'PNG with 16 bits', type: png, make: ({ png }) => sharp(png).toColourspace('rgb16').png().toBuffer() },
  { name: 'PNG in gray with 16 bits', type: png, make: ({ png }) => sharp(png).toColourspace('grey16').png().toBuffer() },
  { name: 'PNG with a palette of 4 bits', type: png, make: ({ png }) => sharp(png).png({ palette: true, colours: 16 }).toBuffer() },
  { name: 'PNG with eXIf behind its pixels, which turns it in no browser', type: png, make: ({ png }) => inserted(png, chunkAt(png, 'IEND'), chunkOf('eXIf', tiffOf(6))) },
  { name: 'JPEG without EOI', type: jpeg, make: ({ jpeg }) => jpeg.subarray(0, -2) },
  { name: 'JPEG with a camera maker’s trailer', type: jpeg, make: ({ jpeg }) => inserted(jpeg, jpeg.length, junk) },
  { name: 'JPEG with an odd marker', type: jpeg, make: ({ jpeg }) => inserted(jpeg, segmentAt(jpeg, 0xdb), jpegSegment(0xef, junk)) },
  { name: 'JPEG that is turned', type: jpeg, size: turned, make: ({ jpeg }) => inserted(jpeg, 2, exifSegment(tiffOf(6))) },
  { name: 'JPEG whose turn is a LONG, which turns it in no browser', type: jpeg, make: ({ jpeg }) => inserted(jpeg, 2, exifSegment(tiffOf(8, { type: 4, isBig: true }))) },
  { name: 'JPEG, progressive', type: jpeg, make: ({ png }) => sharp(png).jpeg({ progressive: true }).toBuffer() },
  { name: 'JPEG in CMYK', type: jpeg, make: ({ png }) => sharp(png).toColourspace('cmyk').jpeg().toBuffer() },
  { name: 'GIF with a screen of 0 × 0', type: 'image/gif', make: ({ gif }) => [6, 7, 8, 9].reduce<Uint8Array>((file, at) => changed(file, at, 0), gif) },
  { name: 'WebP', type: 'image/webp', make: ({ png }) => sharp(png).webp().toBuffer() },
  { name: 'AVIF', type: 'image/avif', make: ({ png }) => sharp(png).avif().toBuffer() },
  { name: 'SVG behind a long comment', type: 'image/svg+xml', size: [2048, 1365], make: () => Buffer.from(`<?xml version="1.0"?><!--${'long '.repeat(1200)}--><svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><rect width="300" height="200" fill="teal"/></svg>`) },
]; // biome-ignore format: a table

const pathOf = (file: OddFile): string => `/odd/${oddFiles.indexOf(file)}`;

/** The files by their addresses on the site. */
export async function oddFilesByPath(): Promise<
  ReadonlyMap<string, { type: string; body: Buffer }>
> {
  const picture = await noise(240, 160);
  const plain: PlainFiles = {
    png: picture,
    jpeg: await sharp(picture).jpeg().toBuffer(),
    gif: await sharp(picture).gif().toBuffer(),
  };
  const made = oddFiles.map(async (file) => {
    const body = Buffer.from(await file.make(plain));
    return [pathOf(file), { type: file.type, body }] as const;
  });
  return new Map(await Promise.all(made));
}

/** Each is taken as it is, in the size in which the page shows it. */
export const oddFileCases: readonly SiteCase[] = oddFiles.map((file) => {
  const [width, height] = file.size ?? [240, 160];
  return {
    name: `file: ${file.name}`,
    body: img(`src="${pathOf(file)}"`),
    expected: file.isExact ? original(width, height) : { source: 'original', width, height },
  };
});
