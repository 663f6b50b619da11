import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { crc32 } from '../../../utils/codecs/png-chunks';

/** A deterministic picture of soft shapes with grain, so that every pixel differs from its neighbours. */
export const noise = (width: number, height: number): Promise<Buffer> => {
  const pixels = Buffer.alloc(width * height * 3);
  for (let i = 0; i < pixels.length; i++) {
    const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
    const shapes = Math.sin(x / 17 + (i % 3)) * Math.cos(y / 13) + Math.sin((x + 2 * y) / 41);
    pixels[i] = 120 + 45 * shapes + ((i * 7919 + (i >> 3) * 104729) % 13);
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
};

/** A square black PNG with one bit a pixel: small to send, vast to decode. */
export function blackPng(side: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(crc32([body]), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(side * (1 + side / 8)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A drawing that names no size of its own. */
export const unsizedSvg =
  '<svg xmlns="http://www.w3.org/2000/svg"><circle cx="50" cy="40" r="30" fill="teal"/></svg>';

/** Three frames of different grey. */
export async function animatedGif(): Promise<Buffer> {
  const frames = [0, 120, 240].flatMap((value) => Array<number>(20 * 20 * 3).fill(value));
  return sharp(Buffer.from(frames), { raw: { width: 20, height: 60, channels: 3, pageHeight: 20 } })
    .gif({ delay: [100, 100, 100] })
    .toBuffer();
}

/** An icon file with one picture, 48 x 48 px. */
export async function favicon(): Promise<Buffer> {
  const side = 48;
  const png = await noise(side, side);
  const header = Buffer.from([0, 0, 1, 0, 1, 0]); // an icon, one picture
  const entry = Buffer.alloc(16);
  entry.set([side, side, 0, 0, 1, 0, 32, 0]); // size, no palette, 1 plane, 32 bits
  entry.writeUInt32LE(png.length, 8);
  entry.writeUInt32LE(header.length + entry.length, 12);
  return Buffer.concat([header, entry, png]);
}
