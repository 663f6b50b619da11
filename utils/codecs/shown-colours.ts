import { AppError } from '../base/errors';
import { type Raster, type Raster8, toRaster8, toRaster16 } from '../pixels/raster';
import { rgbSpaceOf } from './colour-space';
import { isInOtherSpace, toSpaceOf, toSrgb } from './convert-colours';
import { decodeRaster } from './decode';
import { type Colour, inverted, type Lattice, nearest, valueAt } from './lattice';
import { encodePng } from './png-write';

/*
 * Spaces that are no primaries and curves: profiles made of tables, PQ and HLG. The browser converts them, so it is asked,
 * and what it does to a lattice of colours is turned round for the way back.
 */

/** Levels each way that the browser is asked for: every fifth of 256. */
const askedSide = 52;
/** Levels each way of the way back. */
const backSide = 33;

/** Levels of 255 that a space differs from sRGB by at least to be another one. */
const leastDifference = 1.5;

/**
 * The raster in sRGB, without a profile, as the browser shows it: by our own arithmetic where the space is one of primaries
 * and curves, else by the browser's, with 8 bits.
 */
export async function toSrgbAsShown(raster: Raster): Promise<Raster> {
  if (!isTold(raster)) return toSrgb(raster);
  const shown = await shownByBrowser(toRaster8(raster));
  return { ...shown, iccProfile: undefined, colourChunks: undefined };
}

/**
 * A server's answer in the space, and at least at the depth, of the picture it belongs to: what the browser then shows is
 * what the server made where the space can hold it: within a level in spaces of primaries and curves, 0.3 levels off on
 * the mean in others and within 3 for 98 % of colours.
 */
export async function toSpaceOfShown(original: Raster, answer: Raster): Promise<Raster> {
  const way = isTold(original) ? await wayTo(original) : undefined;
  if (!way) return toSpaceOf(original, answer);
  const plain = await toSrgbAsShown(answer);
  const deep = original.bitDepth === 16 ? toRaster16(plain) : plain;
  const { iccProfile, colourChunks } = original;
  const maximum = deep.bitDepth === 16 ? 65_535 : 255;
  const data = deep.data.slice();
  const wanted: Colour = [0, 0, 0];
  const found: Colour = [0, 0, 0];
  for (let i = 0; i < data.length; i += 4) {
    for (const c of [0, 1, 2] as const) wanted[c] = (data[i + c] ?? 0) / maximum;
    bring(way, wanted, found);
    for (const c of [0, 1, 2] as const) data[i + c] = Math.round(found[c] * maximum);
  }
  return { ...deep, data, iccProfile, colourChunks } as Raster;
}

/** Whether a raster's samples mean other colours than the same ones in sRGB. */
const isInSpaceOfItsOwn = async (raster: Raster): Promise<boolean> =>
  isTold(raster) ? !!(await wayTo(raster)) : isInOtherSpace(raster);

/** Whether a raster names a space that only the browser knows. */
const isTold = (raster: Raster): boolean =>
  (!!raster.iccProfile || !!raster.colourChunks?.some(({ type }) => type === 'cICP')) &&
  !rgbSpaceOf(raster);

interface Way {
  readonly there: Lattice;
  readonly back: Lattice;
}

/** Kept for the variants of an edit: they belong to the same picture. */
const ways = new WeakMap<object, Promise<Way | undefined>>();

function wayTo(original: Raster): Promise<Way | undefined> {
  const key = original.iccProfile ?? original.colourChunks ?? original;
  const way = ways.get(key) ?? makeWay(original);
  ways.set(key, way);
  return way;
}

/** Undefined where the browser shows the samples as they are. */
async function makeWay({ iccProfile, colourChunks }: Raster): Promise<Way | undefined> {
  const lattice = latticeRaster();
  const shown = await shownByBrowser({ ...lattice, iccProfile, colourChunks });
  const isOther = shown.data.some(
    (value, i) => Math.abs(value - (lattice.data[i] ?? 0)) > leastDifference,
  );
  if (!isOther) return undefined;
  const values = new Float32Array(3 * askedSide ** 3);
  for (let i = 0; i < values.length; i += 1)
    values[i] = (shown.data[4 * Math.floor(i / 3) + (i % 3)] ?? 0) / 255;
  const there = { side: askedSide, values };
  return { there, back: inverted(there, backSide) };
}

/** Every colour of the lattice, red fastest. */
function latticeRaster(): Raster8 {
  const [width, height] = [askedSide ** 2, askedSide];
  const step = 255 / (askedSide - 1);
  const data = new Uint8ClampedArray(4 * width * height).map((_, i) => {
    const channel = i % 4;
    const pixel = i >> 2;
    return channel === 3 ? 255 : step * (Math.floor(pixel / askedSide ** channel) % askedSide);
  });
  return { bitDepth: 8, width, height, data };
}

/** Squared: a level of 255 and a half. */
const leastMiss = (1.5 / 255) ** 2;

/** The colour that is shown as the wanted one: looked up, once more for what that misses, and searched for if need be. */
function bring({ there, back }: Way, wanted: Colour, found: Colour): void {
  const [got, corrected]: [Colour, Colour] = [
    [0, 0, 0],
    [0, 0, 0],
  ];
  valueAt(back, wanted, found);
  valueAt(there, found, got);
  for (const c of [0, 1, 2] as const) corrected[c] = 2 * wanted[c] - got[c];
  valueAt(back, corrected, found);
  valueAt(there, found, got);
  const [r, g, b] = [wanted[0] - got[0], wanted[1] - got[1], wanted[2] - got[2]];
  if (r * r + g * g + b * b <= leastMiss) return;
  const searched = nearest(there, wanted, found);
  for (const c of [0, 1, 2] as const) found[c] = searched[c];
}

/** A picture's pixels as the browser converts them to sRGB; the alpha stays. */
async function shownByBrowser(raster: Raster8): Promise<Raster8> {
  const { width, height } = raster;
  // Opaque, as a canvas would change what lies behind alpha.
  const opaque = raster.data.map((value, i) => (i % 4 === 3 ? 255 : value));
  const bitmap = await createImageBitmap(await encodePng({ ...raster, data: opaque }));
  try {
    const context = new OffscreenCanvas(width, height).getContext('2d');
    if (!context) throw new AppError('out-of-memory');
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    for (let i = 3; i < data.length; i += 4) data[i] = raster.data[i] ?? 0;
    return { ...raster, data };
  } finally {
    bitmap.close();
  }
}

/**
 * A server's answer that takes the place of all of a picture: the very file where that is in sRGB, else a PNG in the
 * picture's own space, with its profile and at its depth, so that further edits stay in it.
 * @throws AppError of `decodeRaster`
 */
export async function wholeAnswerFor(original: Raster, answer: Blob): Promise<Blob> {
  if (!(await isInSpaceOfItsOwn(original))) return answer;
  return encodePng(await toSpaceOfShown(original, await decodeRaster(answer)));
}
