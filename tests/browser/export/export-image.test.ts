import { beforeAll, describe, expect, it } from 'vitest';
import { commands } from 'vitest/browser';
import { concatBytes, latin1Bytes, viewOf } from '../../../utils/base/bytes';
import { decodeRaster } from '../../../utils/codecs/decode';
import { inspect } from '../../../utils/codecs/inspect';
import { exifOrientation } from '../../../utils/codecs/orientation';
import { encodePng } from '../../../utils/codecs/png-write';
import { exportImage } from '../../../utils/export/export-image';
import { promptInFile } from '../../../utils/export/recipe';
import type { Library } from '../../../utils/library/database';
import type { ImageRecord } from '../../../utils/library/records';
import { densityOf } from '../../../utils/metadata/density';
import { plainExif } from '../../../utils/metadata/exif';
import { readMetadata } from '../../../utils/metadata/read';
import { withJpegMetadata, withPngMetadata } from '../../../utils/metadata/write';
import type { ExportOptions } from '../../../utils/settings/settings';
import { fixture } from '../codecs/fixture';
import { bytesOf, chunkOf, inserted, jpegSegment } from '../codecs/odd-files';
import { detailed, edit, setUp, square } from '../jobs/edit-fixture';

const options: ExportOptions = {
  format: 'png',
  quality: 90,
  keepMetadata: false,
  keepLocation: false,
  markAsAi: true,
  includeRecipe: false,
};

/** An edit of a photo that says who took it. */
async function editedPhoto(original: Blob) {
  const setup = await setUp(original);
  const { job } = await edit(setup, [square(4, 4, 9)], async ({ image }) => [image]);
  const result = await setup.library.images.get(job.resultIds[0] ?? '');
  if (!result) throw new Error('the edit has no result');
  return { ...setup, result };
}

const rdfOf = (properties: string): string =>
  '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"' +
  ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">' +
  `<rdf:Description rdf:about="">${properties}</rdf:Description></rdf:RDF>`;

async function photo(): Promise<Blob> {
  const canvas = new OffscreenCanvas(64, 48);
  canvas.getContext('2d')?.fillRect(3, 3, 20, 20);
  const jpeg = await canvas.convertToBlob({ type: 'image/jpeg' });
  const bytes = new Uint8Array(await jpeg.arrayBuffer());
  return withJpegMetadata(bytes, { xmp: rdfOf('<dc:creator>Kim</dc:creator>') });
}

/** A comment in a file, in the way of its type. */
function withSecret(name: string, file: Uint8Array, secret: string): Uint8Array<ArrayBuffer> {
  const words = latin1Bytes(secret);
  if (name.endsWith('.png'))
    return inserted(file, 33, chunkOf('tEXt', latin1Bytes(`Comment\0${secret}`)));
  if (name.endsWith('.jpg')) return inserted(file, 2, jpegSegment(0xfe, words));
  if (name.endsWith('.gif')) {
    const flags = file[10] ?? 0;
    const start = 13 + (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);
    return inserted(file, start, Uint8Array.of(0x21, 0xfe, words.length), words, Uint8Array.of(0));
  }
  const chunk = concatBytes([latin1Bytes('C2PA'), Uint8Array.of(words.length, 0, 0, 0), words]);
  const full = concatBytes([file, chunk]);
  viewOf(full).setUint32(4, full.length - 8, true);
  return full;
}

let library: Library;
let image: ImageRecord;
let result: ImageRecord;

beforeAll(async () => {
  ({ library, image, result } = await editedPhoto(await photo()));
});

it('keeps the density of the original in every format', async () => {
  const dense = withPngMetadata(await bytesOf(await fixture('palette.png')), {
    density: { x: 11_811, y: 11_811 },
  });
  const edited = await editedPhoto(dense);
  for (const format of ['png', 'jpeg', 'webp'] as const) {
    const file = await exportImage(edited.library, edited.result, { ...options, format });
    expect(Math.round((densityOf(await bytesOf(file))?.x ?? 0) * 0.0254), format).toBe(300);
  }
});

const xmpOf = async (file: Blob) =>
  (await readMetadata(new Uint8Array(await file.arrayBuffer()))).xmp ?? '';
const save = (change: Partial<ExportOptions> = {}) =>
  exportImage(library, result, { ...options, ...change });

describe('a saved result', () => {
  it('is a PNG of exactly its pixels, marked as made with AI, and says no more', async () => {
    const file = await save();
    expect(file.type).toBe('image/png');
    expect((await decodeRaster(file)).data).toEqual((await decodeRaster(result.blob)).data);
    const xmp = await xmpOf(file);
    expect(xmp).toContain('digitalsourcetype/compositeWithTrainedAlgorithmicMedia');
    expect(xmp).not.toMatch(/a cat|Kim/);
  });

  it('is not marked where that is not wanted', async () => {
    expect(await xmpOf(await save({ markAsAi: false }))).toBe('');
  });

  it.each(['png', 'jpeg', 'webp'] as const)('carries its recipe by choice: %s', async (format) => {
    const file = await save({ format, includeRecipe: true });
    expect(file.type).toBe(`image/${format}`);
    expect(await promptInFile(file)).toBe('a cat');
    expect(await promptInFile(await save({ format }))).toBeUndefined();
  });

  it.each(['png', 'jpeg', 'webp'] as const)(
    'keeps the original author by choice: %s',
    async (format) => {
      expect(await xmpOf(await save({ format, keepMetadata: true }))).toContain('Kim');
    },
  );

  it('is smaller at a lower quality', async () => {
    const [low, high] = await Promise.all([
      save({ format: 'jpeg', quality: 5 }),
      save({ format: 'jpeg', quality: 100 }),
    ]);
    expect(low.size).toBeLessThan(high.size);
    expect(await decodeRaster(low)).toMatchObject({ width: 64, height: 48 });
  });
});

describe('an image that was not made here', () => {
  const asPng = async (file: Blob, change: Partial<ExportOptions> = {}) => {
    const taken = await setUp(file);
    return exportImage(taken.library, taken.image, { ...options, ...change });
  };
  const metadataOf = async (file: Blob) => readMetadata(new Uint8Array(await file.arrayBuffer()));

  it('is handed out as it was taken where all that it says is wanted', async () => {
    expect(
      await exportImage(library, image, { ...options, keepMetadata: true, keepLocation: true }),
    ).toEqual(image.blob);
  });

  it.each([
    ['orientation-6.jpg', 'image/jpeg'],
    ['orientation-6.webp', 'image/webp'],
  ])(
    'says no more than how it is turned, and keeps its type and every sample: %s',
    async (name, type) => {
      const original = await fixture(name);
      const file = await asPng(original);
      expect(file.type).toBe(type);
      const { exif, xmp } = await metadataOf(file);
      expect([exif?.length, xmp]).toEqual([26, undefined]);
      expect(await decodeRaster(file)).toEqual(await decodeRaster(original));
    },
  );

  it('keeps its author and not its place by choice', async () => {
    const rdf = rdfOf('<dc:creator>Kim</dc:creator><photoshop:City>Seoul</photoshop:City>');
    const turned = new Uint8Array(await (await fixture('orientation-6.jpg')).arrayBuffer());
    const { exif } = await readMetadata(turned);
    const original = withJpegMetadata(turned, { exif: exif && new Uint8Array(exif), xmp: rdf });
    const { xmp, exif: kept } = await metadataOf(await asPng(original, { keepMetadata: true }));
    expect(xmp).toContain('Kim');
    expect(xmp).not.toContain('Seoul');
    expect(exifOrientation(kept)).toBe(6);
  });

  it('is encoded anew, without loss, where its type keeps the words in the middle of the file', async () => {
    const avif = await fixture('alpha.avif');
    const file = await asPng(avif);
    expect(file.type).toBe('image/png');
    expect((await decodeRaster(file)).data).toEqual((await decodeRaster(avif)).data);
  });

  it.each(['noise.gif', 'palette.png', 'noise.webp', 'noise.jpg'])(
    'says no word that nobody ticked: %s',
    async (name) => {
      const secret = 'SECRET-PLACE';
      const full = withSecret(name, await bytesOf(await fixture(name)), secret);
      const saved = await asPng(new Blob([full]));
      expect(await saved.slice().text()).not.toContain(secret);
      expect(saved.type).toBe((await inspect(new Blob([full]))).type);
      expect((await decodeRaster(saved)).data).toEqual((await decodeRaster(new Blob([full]))).data);
      const all = await asPng(new Blob([full]), { keepMetadata: true, keepLocation: true });
      expect(await all.text()).toContain(secret);
    },
  );

  it('keeps its density without its EXIF', async () => {
    const tiff = plainExif(6, { x: 300 / 0.0254, y: 300 / 0.0254 });
    const original = withJpegMetadata(await bytesOf(await fixture('noise.jpg')), { exif: tiff });
    const saved = await bytesOf(await asPng(original));
    expect(Math.round((densityOf(saved)?.x ?? 0) * 0.0254)).toBe(300);
    expect((await inspect(new Blob([saved]))).orientation).toBe(6);
  });

  it('goes on moving', async () => {
    for (const name of ['animated.webp', 'animated.gif'])
      expect(await inspect(await asPng(await fixture(name)))).toMatchObject({
        notes: ['animated-first-frame'],
      });
  });
});

it.each(['jpeg', 'webp'] as const)(
  'keeps samples and profile of a wide-gamut image: %s',
  async (format) => {
    const wide = await editedPhoto(await fixture('display-p3.jpg'));
    const file = await exportImage(wide.library, wide.result, { ...options, format, quality: 100 });
    const [saved, exact] = [await decodeRaster(file), await decodeRaster(wide.result.blob)];
    expect(saved.iccProfile?.bytes).toEqual(exact.iccProfile?.bytes);
    const errors = Array.from(saved.data, (value, i) => Math.abs(value - (exact.data[i] ?? 0)));
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(6);
  },
);

it('turns what is clear white in a JPEG', async () => {
  const raster = detailed({ width: 64, height: 48 });
  raster.data.fill(0);
  const clear = await setUp(await encodePng(raster));
  const file = await exportImage(clear.library, clear.image, { ...options, format: 'jpeg' });
  expect([...(await decodeRaster(file)).data.subarray(0, 4)]).toEqual([255, 255, 255, 255]);
});

it('reads no recipe out of files that have none, or a false one', async () => {
  expect(await promptInFile(new Blob(['not an image']))).toBeUndefined();
  expect(await promptInFile(await fixture('opaque.webp'))).toBeUndefined();
});

describe('a photo with a gain map (Ultra HDR)', () => {
  const hdrgm = 'http://ns.adobe.com/hdr-gain-map/1.0/';
  const xmpSegment = (attributes: string) =>
    jpegSegment(
      0xe1,
      latin1Bytes(
        'http://ns.adobe.com/xap/1.0/\0<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
          `<rdf:Description rdf:about="" xmlns:hdrgm="${hdrgm}" xmlns:dc="http://purl.org/dc/elements/1.1/"` +
          ` xmlns:exif="http://ns.adobe.com/exif/1.0/" ${attributes}/></rdf:RDF>`,
      ),
    );

  async function jpegOf(width: number, height: number): Promise<Uint8Array<ArrayBuffer>> {
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d')?.fillRect(3, 3, width / 2, height / 2);
    return bytesOf(await canvas.convertToBlob({ type: 'image/jpeg' }));
  }

  /** As phones write it, with a place in both pictures, and a film behind. */
  async function ultraHdr(): Promise<Blob> {
    const place = 'exif:GPSLatitude="48,1N"';
    const photo = inserted(await jpegOf(64, 48), 2, xmpSegment(`hdrgm:Version="1.0" ${place}`));
    const range = 'hdrgm:GainMapMax="2.5" hdrgm:HDRCapacityMax="2.5"';
    const figures = `hdrgm:Version="1.0" ${range} dc:source="Kim" ${place}`;
    const map = inserted(await jpegOf(16, 12), 2, xmpSegment(figures));
    return new Blob([concatBytes([photo, map, latin1Bytes('the film, GPSLatitude')])]);
  }

  const base64Of = (file: Uint8Array): string =>
    btoa(Array.from(file, (byte) => String.fromCharCode(byte)).join(''));

  /** Where the index of pictures says that the second one is. */
  function secondPicture(file: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    const text = new TextDecoder('latin1').decode(file);
    const mark = text.indexOf('MPF\0') + 4;
    const view = viewOf(file);
    const entries = mark + view.getUint32(mark + 8 + 2 + 2 * 12 + 8);
    expect(view.getUint32(entries + 8)).toBe(0);
    const [length, place] = [view.getUint32(entries + 20), view.getUint32(entries + 24)];
    expect(view.getUint32(entries + 4)).toBe(mark + place); // right behind the first
    return file.slice(mark + place, mark + place + length);
  }

  it.each([false, true])(
    'keeps it where nothing has changed, without place and names (other words kept: %s)',
    async (keepMetadata) => {
      const { library, image } = await setUp(await ultraHdr());
      expect(image.notes).toContain('gain-map');
      const saved = await exportImage(library, image, { ...options, keepMetadata });
      const file = await bytesOf(saved);
      const text = new TextDecoder('latin1').decode(file);
      expect(text).not.toMatch(/GPSLatitude/);
      expect((await inspect(saved)).notes).toEqual(['gain-map']);
      expect(text).toMatch(/Semantic="GainMap"[^>]*Length="(\d+)"/);
      const second = secondPicture(file);
      expect(text).toContain(`Length="${second.length}"`);
      const said = new TextDecoder('latin1').decode(second);
      expect(said).toContain('GainMapMax="2.5"');
      expect(said).not.toContain('Kim');
      const { width, height } = await createImageBitmap(new Blob([second]));
      expect([width, height]).toEqual([16, 12]);
      expect((await createImageBitmap(saved)).width).toBe(64);
      // Another reader than ours finds it, too.
      expect(await commands.gainMapSize(base64Of(file))).toEqual([16, 12]);
    },
  );

  it('keeps every byte where all words are kept', async () => {
    const original = await ultraHdr();
    const { library, image } = await setUp(original);
    const all = { ...options, keepMetadata: true, keepLocation: true };
    expect(await bytesOf(await exportImage(library, image, all))).toEqual(await bytesOf(original));
  });

  it('leaves it out of an edit, and says so beside the picture that is edited', async () => {
    const { library, result } = await editedPhoto(await ultraHdr());
    for (const format of ['png', 'jpeg'] as const) {
      const saved = await exportImage(library, result, { ...options, format, keepMetadata: true });
      const text = new TextDecoder('latin1').decode(await bytesOf(saved));
      expect(text).not.toMatch(/hdrgm:\w+="|Semantic="GainMap|MPF\0/);
      expect(await commands.gainMapSize(base64Of(await bytesOf(saved)))).toBeNull();
    }
  });
});
