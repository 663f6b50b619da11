import sharp from 'sharp';
import { noise } from './capture-site/pictures';

/** A file as a user may have it on the disk. */
export interface OwnFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A 24-bit BMP of one colour: what no library here writes. */
function bmp(width: number, height: number): Buffer {
  const row = Math.ceil((width * 3) / 4) * 4;
  const file = Buffer.alloc(54 + row * height, 0x77);
  file.fill(0, 0, 54);
  file.write('BM', 'latin1');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  return file;
}

const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="9" height="9"/></svg>';

/** The same picture of 60 x 40 px in every type that can be opened. */
export async function ownFiles(): Promise<readonly OwnFile[]> {
  const picture = sharp(await noise(60, 40));
  const file = (type: string, buffer: Buffer): OwnFile => ({
    name: `holiday.${type}`,
    mimeType: `image/${type}`,
    buffer,
  });
  return [
    file('png', await picture.png().toBuffer()),
    file('jpeg', await picture.jpeg().toBuffer()),
    file('webp', await picture.webp().toBuffer()),
    file('gif', await picture.gif().toBuffer()),
    file('avif', await picture.avif().toBuffer()),
    file('bmp', bmp(60, 40)),
    { name: 'holiday.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) },
  ];
}

/** What is opened by mistake, and what the panel says of it. */
export async function wrongFiles(): Promise<readonly (OwnFile & { readonly code: string })[]> {
  const text = Buffer.from('Milk, bread, a red umbrella.');
  const jpeg = await sharp(await noise(60, 40))
    .jpeg()
    .toBuffer();
  return [
    { name: 'list.txt', mimeType: 'text/plain', buffer: text, code: 'file-not-an-image' },
    {
      name: 'empty.png',
      mimeType: 'image/png',
      buffer: Buffer.alloc(0),
      code: 'file-not-an-image',
    },
    {
      name: 'scan.tiff',
      mimeType: 'image/tiff',
      buffer: await sharp(await noise(60, 40))
        .tiff()
        .toBuffer(),
      code: 'image-type-unsupported',
    },
    {
      name: 'cut.jpg',
      mimeType: 'image/jpeg',
      buffer: jpeg.subarray(0, jpeg.length / 2), // not even its tables are all there
      code: 'image-truncated',
    },
  ];
}
