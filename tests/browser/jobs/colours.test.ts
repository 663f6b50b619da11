import { describe, expect, it } from 'vitest';
import { takeWholeAnswer } from '../../../components/session/reopen-job';
import { decodeRaster } from '../../../utils/codecs/decode';
import { encodePng } from '../../../utils/codecs/png-write';
import type { Raster, Raster8 } from '../../../utils/pixels/raster';
import { toRaster8, toRaster16 } from '../../../utils/pixels/raster';
import { matrixProfile } from '../../unit/codecs/matrix-profile';
import { adobeColumns } from '../blend/adobe-rgb';
import { detailed, edit, otherScene, setUp, square } from './edit-fixture';

const size = { width: 1024, height: 768 };
const [red, green, blue] = adobeColumns;
const swapped = matrixProfile([green, blue, red], 563 / 256);

/** As a browser shows a picture. */
async function shown(blob: Blob): Promise<Raster8> {
  const bitmap = await createImageBitmap(blob);
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(bitmap, 0, 0);
  return { bitDepth: 8, width, height, data: context.getImageData(0, 0, width, height).data };
}

/** A disc on clear ground that hides stripes of pure red and blue. */
function cutOut(): Raster8 {
  const raster = toRaster8(detailed(size));
  const data = raster.data.slice();
  for (let i = 0; i < data.length; i += 4) {
    const [x, y] = [(i / 4) % size.width, Math.floor(i / 4 / size.width)];
    if (Math.hypot(x - 512, y - 384) < 300) continue;
    data.set(x % 16 < 8 ? [255, 0, 0, 0] : [0, 0, 255, 0], i);
  }
  return { ...raster, data };
}

async function stored({ job, error }: Awaited<ReturnType<typeof edit>>, library: EditLibrary) {
  if (error) throw error;
  const record = await library.images.get(job.resultIds?.[0] ?? '');
  if (!record) throw new Error('no result');
  return record.blob;
}
type EditLibrary = Awaited<ReturnType<typeof setUp>>['library'];

const pixel = ({ data, width }: Raster, x: number, y: number): number[] => [
  ...data.slice(4 * (y * width + x), 4 * (y * width + x) + 4),
];

describe('a picture whose profile swaps its channels', () => {
  it('is sent as it is seen, for its whole and for a part', async () => {
    const file = await encodePng({ ...detailed(size), iccProfile: swapped });
    const seen = await shown(file);
    for (const steps of [[], [square(400, 300, 150)]]) {
      const { requests } = await edit(await setUp(file), steps, async ({ image }) => [image], {
        scope: 'whole-image',
      });
      const sent = await decodeRaster(requests[0]?.image ?? new Blob());
      expect(sent.iccProfile).toBeUndefined();
      const isOff = (value: number, i: number) => Math.abs(value - (seen.data[i] ?? 0)) > 1;
      expect(sent.data.some(isOff)).toBe(false);
    }
  });

  it('shows in the saved file what the server painted, and keeps its own samples around', async () => {
    const source = detailed(size);
    const setup = await setUp(await encodePng({ ...source, iccProfile: swapped }));
    const painted = [200, 90, 60, 255];
    const paint = async (image: Blob) => {
      const answer = await decodeRaster(image);
      const side = answer.width;
      for (let y = 0; y < answer.height; y += 1)
        for (let x = 0; x < side; x += 1)
          if (Math.abs(x - 475) < 70 && Math.abs(y - 375) < 70)
            answer.data.set(painted, 4 * (y * side + x));
      return encodePng(answer);
    };
    const change = { scope: 'whole-image', matchColour: false, seamless: false } as const;
    const ran = await edit(
      setup,
      [square(400, 300, 150)],
      async ({ image }) => [await paint(image)],
      change,
    );
    const saved = await stored(ran, setup.library);
    const inside = pixel(await shown(saved), 475, 375);
    for (const [i, level] of painted.entries())
      expect(Math.abs(level - (inside[i] ?? 0))).toBeLessThanOrEqual(3);
    const raster = await decodeRaster(saved);
    expect(raster.iccProfile?.bytes).toEqual(swapped.bytes);
    expect(pixel(raster, 20, 20)).toEqual(pixel(source, 20, 20));
    expect(pixel(raster, 900, 700)).toEqual(pixel(source, 900, 700));
  });
});

describe('an answer that takes the place of a whole picture', () => {
  const whole = { scope: 'whole-image' } as const;
  const paint = async (asked: { width: number; height: number }) => {
    const picture = toRaster8(detailed(asked));
    for (let i = 0; i < picture.data.length / 8; i += 4) picture.data.set([200, 90, 60, 255], i);
    return encodePng(picture);
  };

  it.each([8, 16] as const)(
    'is stored in the space of a picture of %d bits, and shown as it was made',
    async (bitDepth) => {
      const source = bitDepth === 16 ? toRaster16(detailed(size)) : detailed(size);
      const setup = await setUp(await encodePng({ ...source, iccProfile: swapped }));
      const ran = await edit(setup, [], async ({ size: asked }) => [await paint(asked)], whole);
      const saved = await stored(ran, setup.library);
      expect(await decodeRaster(saved)).toMatchObject({
        bitDepth,
        iccProfile: { bytes: swapped.bytes },
      });
      for (const [c, level] of [200, 90, 60, 255].entries())
        expect(Math.abs(level - (pixel(await shown(saved), 20, 3)[c] ?? 0))).toBeLessThanOrEqual(3);
    },
  );

  it('is the very file that came where the picture is in sRGB', async () => {
    const setup = await setUp(await encodePng(detailed(size)));
    let sent = new Blob();
    const ran = await edit(
      setup,
      [],
      async ({ size: asked }) => {
        sent = await paint(asked);
        return [sent];
      },
      whole,
    );
    const saved = await stored(ran, setup.library);
    expect(new Uint8Array(await saved.arrayBuffer())).toEqual(
      new Uint8Array(await sent.arrayBuffer()),
    );
  });

  it('is in its space, too, where it is taken instead of what did not fit', async () => {
    const setup = await setUp(await encodePng({ ...detailed(size), iccProfile: swapped }));
    const other = async (asked: typeof size) => encodePng(otherScene(asked));
    const ran = await edit(setup, [square(400, 300, 150)], async ({ size: asked }) => [
      await other(asked),
    ]);
    expect(ran.error).toMatchObject({ code: 'answer-reframed' });
    await takeWholeAnswer(setup.library, ran.job);
    const job = await setup.library.jobs.get(ran.job.id);
    const record = await setup.library.images.get(job?.resultIds[0] ?? '');
    const saved = record?.blob ?? new Blob();
    expect((await decodeRaster(saved)).iccProfile?.bytes).toEqual(swapped.bytes);
    const wanted = pixel(toRaster8(otherScene(record ?? size)), 30, 30);
    for (const [c, level] of wanted.entries())
      expect(Math.abs(level - (pixel(await shown(saved), 30, 30)[c] ?? 0))).toBeLessThanOrEqual(3);
  });
});

describe('what lies under alpha 0', () => {
  it('is not sent, and is in the saved file as it was', async () => {
    const source = cutOut();
    const setup = await setUp(await encodePng(source));
    const ran = await edit(setup, [square(450, 330, 120)], async ({ image }) => [image]);
    const sent = await decodeRaster(ran.requests[0]?.image ?? new Blob());
    for (let i = 0; i < sent.data.length; i += 4)
      if (sent.data[i + 3] === 0) expect([...sent.data.slice(i, i + 3)]).toEqual([128, 128, 128]);
    const raster = await decodeRaster(await stored(ran, setup.library));
    for (const [x, y] of [
      [3, 3],
      [12, 3],
      [1000, 700],
    ] as const)
      expect(pixel(raster, x, y)).toEqual(pixel(source, x, y));
  });

  it('is no reason to refuse the answer of a server that drops the alpha', async () => {
    const setup = await setUp(await encodePng(cutOut()));
    const opaque = async (image: Blob) => {
      const answer = await decodeRaster(image);
      for (let i = 3; i < answer.data.length; i += 4) answer.data[i] = 255;
      return encodePng(answer);
    };
    const steps = [square(450, 330, 120)];
    const ran = await edit(setup, steps, async ({ image }) => [await opaque(image)]);
    expect(ran.error).toBeUndefined();
    const record = await setup.library.images.get(ran.job.resultIds?.[0] ?? '');
    expect(record?.answerOutside).toBe(0);
  });
});
