import { expect, it } from 'vitest';
import { latin1Bytes } from '../../../utils/base/bytes';
import { bmpSize, gifExtent, largestAvifItem } from '../../../utils/codecs/webp-gif-bmp-avif';

const le16 = (value: number): number[] => [value & 255, value >> 8];
const be32 = (value: number): number[] => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);

it('sees a GIF frame that is larger than its screen, also behind others', () => {
  const frame = (left: number, width: number, height: number) => [
    ...[0x2c, ...le16(left), ...le16(0), ...le16(width), ...le16(height), 0],
    ...[2, 1, 0, 0], // code size, one sub-block, the end
  ];
  const head = [...latin1Bytes('GIF89a'), ...le16(10), ...le16(10), 0, 0, 0];
  const bytes = Uint8Array.from([
    ...head,
    ...frame(0, 10, 10),
    ...frame(100, 60_000, 50_000),
    0x3b,
  ]);
  expect(gifExtent(bytes)).toEqual({ width: 60_100, height: 50_000 });
});

it('sees the size in the oldest header of a bitmap', () => {
  const bytes = new Uint8Array(64);
  bytes.set(latin1Bytes('BM'));
  bytes.set([12, 0, 0, 0, ...le16(65_535), ...le16(65_000)], 14);
  expect(bmpSize(bytes)).toEqual({ width: 65_535, height: 65_000 });
});

const box = (type: string, content: readonly number[]): number[] =>
  be32(8 + content.length).concat([...latin1Bytes(type)], content);
const ispe = (width: number, height: number) =>
  box('ispe', [0, 0, 0, 0, ...be32(width), ...be32(height)]);

it('sees the size of an AVIF behind megabytes of data, and none in the data', () => {
  const data = box('mdat', Array.from(new Uint8Array(200_000)).concat(ispe(1, 4_000_000_000)));
  const meta = box('meta', [0, 0, 0, 0, ...ispe(640, 480), ...ispe(50_000, 40_000)]);
  const bytes = Uint8Array.from(box('ftyp', [...latin1Bytes('avif')]).concat(data, meta));
  expect(largestAvifItem(bytes)).toEqual({ width: 50_000, height: 40_000 });
});
