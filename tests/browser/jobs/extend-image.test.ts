import { describe, expect, it } from 'vitest';
import { decodeRaster } from '../../../utils/codecs/decode';
import { encodePng } from '../../../utils/codecs/png-write';
import { extendImage } from '../../../utils/jobs/extend-image';
import { changeDraft, readDraft } from '../../../utils/library/drafts';
import { openImage, readWorkspace, workspaceOfWindow } from '../../../utils/library/images';
import { cropRaster, type Raster } from '../../../utils/pixels/raster';
import { extensionBy, extensionTo } from '../../../utils/plan/extend';
import type { EditRequest } from '../../../utils/server/request';
import { noise8, noise16 } from '../../unit/blend/rasters';
import { detailed, edit, setUp, square } from './edit-fixture';

const here = workspaceOfWindow(1);

/** An image in a library of its own, open in the Edit tab. */
async function setUpOpen(...given: Parameters<typeof setUp>) {
  const setup = await setUp(...given);
  await openImage(setup.library, setup.image.id, here);
  return setup;
}

/** The image that is open in the Edit tab. */
async function opened({ library }: Awaited<ReturnType<typeof setUp>>) {
  const { imageId = '' } = await readWorkspace(library, here);
  const image = await library.images.get(imageId);
  if (!image) throw new Error('no image is open');
  return image;
}

const size = { width: 900, height: 600 };

/** The model's answer: what was sent, and paint where it was clear. */
async function filled({ image }: EditRequest): Promise<Blob[]> {
  const raster = await decodeRaster(image);
  const { data } = raster;
  for (let i = 0; i < data.length; i += 4) if (data[i + 3] === 0) data.set([20, 120, 220, 255], i);
  return [await encodePng(raster)];
}

describe('an extended image', () => {
  it.each<[string, Raster]>([
    ['opaque', detailed(size)],
    ['with alpha', noise8(300, 200, 'random')],
    ['16 bits', noise16(300, 200)],
  ])('is painted where it is new, and keeps every pixel of the original: %s', async (_, source) => {
    const setup = await setUpOpen(await encodePng(source));
    await extendImage(setup.library, setup.image.id, (base) => extensionTo(1, base));
    const canvas = await opened(setup);
    expect(canvas.width).toBe(canvas.height);
    const { steps } = await readDraft(setup.library, canvas.id);
    const extended = { library: setup.library, image: canvas };
    const { job, error } = await edit(extended, steps, filled, { featherPx: 0 });
    expect(error).toBeUndefined();
    const record = await setup.library.images.get(job.resultIds[0] ?? '');
    const result = await decodeRaster(record?.blob ?? new Blob());
    const y = Math.floor((canvas.height - source.height) / 2);
    const kept = cropRaster(result, { x: 0, y, width: source.width, height: source.height });
    expect(kept.data).toEqual(source.data);
    expect([...result.data.subarray(4 * 5, 4 * 5 + 4)]).not.toEqual([0, 0, 0, 0]);
    expect(record).toMatchObject({ width: canvas.width, changedOutside: { changed: 0 } });
  });

  it('grows by px on each side', async () => {
    const setup = await setUpOpen(await encodePng(detailed(size)));
    const sides = { left: 10, top: 20, right: 30, bottom: 40 };
    await extendImage(setup.library, setup.image.id, (base) => extensionBy(sides, base));
    expect(await opened(setup)).toMatchObject({
      ...{ width: 940, height: 660, notes: ['extended'] },
      addedSides: sides,
    });
  });

  it('starts from the image itself when it is extended another way, and leaves no rest', async () => {
    const setup = await setUpOpen(await encodePng(detailed(size)));
    await extendImage(setup.library, setup.image.id, (base) => extensionTo(16 / 9, base));
    const wide = await opened(setup);
    await extendImage(setup.library, wide.id, (base) => extensionTo(1, base));
    expect(await opened(setup)).toMatchObject({ width: 900, height: 900 });
    expect(await setup.library.images.count()).toBe(2);
    await extendImage(setup.library, (await opened(setup)).id, () => undefined);
    expect(await opened(setup)).toMatchObject({ id: setup.image.id });
    expect(await setup.library.images.count()).toBe(1);
  });

  it('takes along what was painted by hand when it is extended another way', async () => {
    const setup = await setUpOpen(await encodePng(detailed(size)));
    const { library, image } = setup;
    const by = (left: number) => ({ left, top: 0, right: 0, bottom: 0 });
    await extendImage(library, image.id, (base) => extensionBy(by(100), base));
    const first = await opened(setup);
    const { steps } = await readDraft(library, first.id);
    await changeDraft(library, first.id, { steps: [...steps, square(150, 40, 30)] });
    await extendImage(library, first.id, (base) => extensionBy(by(300), base));
    const second = await opened(setup);
    expect((await readDraft(library, second.id)).steps).toEqual([
      square(350, 40, 30),
      { kind: 'rectangle', mode: 'add', rect: { x: 0, y: 0, width: 300, height: size.height } },
    ]);
    await extendImage(library, second.id, () => undefined);
    expect((await readDraft(library, image.id)).steps).toEqual([square(50, 40, 30)]);
  });

  it('masks all that is new though the mask was cleared or inverted before', async () => {
    const setup = await setUpOpen(await encodePng(detailed(size)));
    const { library, image } = setup;
    const by = (left: number) => ({ left, top: 0, right: 0, bottom: 0 });
    await extendImage(library, image.id, (base) => extensionBy(by(100), base));
    const first = await opened(setup);
    const { steps } = await readDraft(library, first.id);
    const cleared = [
      ...steps,
      { kind: 'clear' as const },
      square(150, 40, 30),
      { kind: 'invert' as const },
    ];
    await changeDraft(library, first.id, { steps: cleared });
    await extendImage(library, first.id, (base) => extensionBy(by(300), base));
    const next = await readDraft(library, (await opened(setup)).id);
    expect(next.steps).toEqual([
      { kind: 'clear' },
      square(350, 40, 30),
      { kind: 'invert' },
      { kind: 'rectangle', mode: 'add', rect: { x: 0, y: 0, width: 300, height: size.height } },
    ]);
  });

  it('refuses a canvas that no browser can hold', async () => {
    const setup = await setUpOpen(await encodePng(detailed(size)));
    const sides = { left: 65_000, top: 0, right: 65_000, bottom: 0 };
    await expect(
      extendImage(setup.library, setup.image.id, (base) => extensionBy(sides, base)),
    ).rejects.toMatchObject({ code: 'image-too-large' });
    expect(await setup.library.images.count()).toBe(1);
  });

  it('is made once for two presses', async () => {
    const setup = await setUp(await encodePng(detailed(size)));
    const press = () => extendImage(setup.library, setup.image.id, (base) => extensionTo(1, base));
    await Promise.all([press(), press()]);
    expect(await setup.library.images.count()).toBe(2);
    await press(); // and anew when the first is done
    expect(await setup.library.images.count()).toBe(3);
  });

  it('stays where something was painted on it while the next one was made', async () => {
    const setup = await setUpOpen(await encodePng(detailed(size)));
    const { library, image } = setup;
    await extendImage(library, image.id, (base) => extensionTo(16 / 9, base));
    const wide = await opened(setup);
    const { steps } = await readDraft(library, wide.id);
    const next = extendImage(library, wide.id, (base) => extensionTo(1, base));
    const painted = [...steps, square(50, 50, 30)];
    const isRead = () => library.images.count().then((count) => count === 3);
    await expect.poll(isRead, { interval: 1 }).toBe(true);
    await changeDraft(library, wide.id, { steps: painted });
    await next;
    expect((await readDraft(library, wide.id)).steps).toEqual(painted);
    expect(await library.images.get(wide.id)).toBeDefined();
  });
});
