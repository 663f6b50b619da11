import { areaOf, clamp, type Rect, type Size } from '../base/geometry';
import type { Pixels } from '../drawing/mask/select';
import { boxMean, emptyPlane, type Plane } from '../pixels/raster';
import { betweenAt } from './operators';
import { sample, valuesAt } from './sample';

/** Cells of the longer side of what is fitted: about two for one of the network's pixels. */
const longestSide = 512;

/** Cells around each in which a person's colours are told from the background's. */
const reach = 5;

/**
 * How much colours may differ and yet count as one, as variance of samples 0…1: more makes edges soft, less makes them follow the
 * picture's grain.
 */
const smoothness = 1e-4;

/** The share of a person around a cell from which on, up to 1 less it, the edge may lie there. */
const band = 0.02;

/** What the fit says below and above these is no edge but its own haze. */
const [clear, whole] = [0.2, 0.8];

/** Levels between nothing and all: fewer make shorter lists, and nobody sees sixteenths. */
const levels = 16;

/** How far pixels of a part of a picture belong to a person. */
export interface Refined {
  /** Image px. */
  readonly box: Rect;
  /** 0…255 a pixel of the box. */
  readonly coverage: Uint8Array<ArrayBuffer>;
}

/**
 * The edge of what a map shows, at the picture's own resolution and as soft as in the picture: near the edge each pixel's share follows
 * from its colour, by a line that is fitted to map and colours around it. Elsewhere it is all or nothing.
 *
 * K. He, J. Sun, "Fast Guided Filter" (2015), with a colour picture as guide: the lines are fitted on few cells, and applied to every
 * pixel of the band.
 * @param map how far each pixel belongs to a person, 0…1, over the whole picture at any size
 * @param part what is refined, px of the map
 */
export function refineEdge(pixels: Pixels, map: Plane, part: Rect): Refined {
  const [scaleX, scaleY] = [pixels.width / map.width, pixels.height / map.height];
  const room = 8;
  const left = clamp(Math.floor((part.x - room) * scaleX), 0, pixels.width - 1);
  const top = clamp(Math.floor((part.y - room) * scaleY), 0, pixels.height - 1);
  const right = clamp(Math.ceil((part.x + part.width + room) * scaleX), left + 1, pixels.width);
  const bottom = clamp(Math.ceil((part.y + part.height + room) * scaleY), top + 1, pixels.height);
  const box = { x: left, y: top, width: right - left, height: bottom - top };
  const size = cellsFor(box);
  const columns = new Float64Array(size.width).map(
    (_, x) => (box.x + ((x + 0.5) * box.width) / size.width) / scaleX - 0.5,
  );
  const rows = new Float64Array(size.height).map(
    (_, y) => (box.y + ((y + 0.5) * box.height) / size.height) / scaleY - 0.5,
  );
  const shares = valuesAt(map, betweenAt(columns, map.width), betweenAt(rows, map.height));
  return { box, coverage: apply(fitLines(sample(pixels, box, size), shares), pixels, box) };
}

function cellsFor({ width, height }: Size): Size {
  const scale = Math.min(1, longestSide / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

/** For each cell: share = red · r + green · g + blue · b + base; and the mean share around it. */
interface Lines extends Size {
  /** red, green, blue, base, mean, side by side. */
  readonly data: Float32Array;
}

const fields = 5;

/** Fits the lines by least squares in the square around each cell, and takes their means. */
function fitLines(colours: Float32Array, shares: Plane): Lines {
  const { width, height } = shares;
  const count = areaOf(shares);
  const meanOf = (data: Float32Array<ArrayBuffer>): Float32Array =>
    boxMean({ width, height, data }, reach).data;
  const meanOfProduct = (one: Float32Array, other: Float32Array): Float32Array => {
    const product = new Float32Array(count);
    for (let i = 0; i < count; i += 1) product[i] = (one[i] ?? 0) * (other[i] ?? 0);
    return meanOf(product);
  };
  const [red, green, blue] = [channelOf(colours, 0), channelOf(colours, 1), channelOf(colours, 2)];
  const share = shares.data;
  const [r, g, b, p] = [meanOf(red), meanOf(green), meanOf(blue), meanOf(share)];
  const rr = meanOfProduct(red, red);
  const rg = meanOfProduct(red, green);
  const rb = meanOfProduct(red, blue);
  const gg = meanOfProduct(green, green);
  const gb = meanOfProduct(green, blue);
  const bb = meanOfProduct(blue, blue);
  const rp = meanOfProduct(red, share);
  const gp = meanOfProduct(green, share);
  const bp = meanOfProduct(blue, share);
  const lines = Array.from({ length: 4 }, () => emptyPlane(width, height));
  const [ofRed, ofGreen, ofBlue, base] = lines;
  for (let i = 0; i < count; i += 1) {
    const [mr, mg, mb, mp] = [r[i] ?? 0, g[i] ?? 0, b[i] ?? 0, p[i] ?? 0];
    const vrr = (rr[i] ?? 0) - mr * mr + smoothness;
    const vrg = (rg[i] ?? 0) - mr * mg;
    const vrb = (rb[i] ?? 0) - mr * mb;
    const vgg = (gg[i] ?? 0) - mg * mg + smoothness;
    const vgb = (gb[i] ?? 0) - mg * mb;
    const vbb = (bb[i] ?? 0) - mb * mb + smoothness;
    const crp = (rp[i] ?? 0) - mr * mp;
    const cgp = (gp[i] ?? 0) - mg * mp;
    const cbp = (bp[i] ?? 0) - mb * mp;
    // The inverse of a symmetric matrix of three rows, by its cofactors.
    const c00 = vgg * vbb - vgb * vgb;
    const c01 = vrb * vgb - vrg * vbb;
    const c02 = vrg * vgb - vrb * vgg;
    const c11 = vrr * vbb - vrb * vrb;
    const c12 = vrb * vrg - vrr * vgb;
    const c22 = vrr * vgg - vrg * vrg;
    const scale = 1 / (vrr * c00 + vrg * c01 + vrb * c02);
    const ar = (c00 * crp + c01 * cgp + c02 * cbp) * scale;
    const ag = (c01 * crp + c11 * cgp + c12 * cbp) * scale;
    const ab = (c02 * crp + c12 * cgp + c22 * cbp) * scale;
    if (ofRed) ofRed.data[i] = ar;
    if (ofGreen) ofGreen.data[i] = ag;
    if (ofBlue) ofBlue.data[i] = ab;
    if (base) base.data[i] = mp - ar * mr - ag * mg - ab * mb;
  }
  const data = new Float32Array(fields * count);
  for (const [field, line] of [...lines.map((plane) => boxMean(plane, reach).data), p].entries())
    for (let i = 0; i < count; i += 1) data[fields * i + field] = line[i] ?? 0;
  return { width, height, data };
}

/** One of the three numbers of each cell. */
function channelOf(colours: Float32Array, channel: number): Float32Array<ArrayBuffer> {
  const plane = new Float32Array(colours.length / 3);
  for (let i = 0; i < plane.length; i += 1) plane[i] = colours[3 * i + channel] ?? 0;
  return plane;
}

/**
 * The coverage of each pixel of the box by the lines of the cells around it. In a row all pixels between two cells' middles have the
 * same lines, and where the cell is no edge, the same coverage.
 */
function apply({ data, width, height }: Lines, pixels: Pixels, box: Rect): Uint8Array<ArrayBuffer> {
  const coverage = new Uint8Array(areaOf(box));
  const columns = Float32Array.from({ length: box.width }, (_, x) =>
    clamp(((x + 0.5) * width) / box.width - 0.5, 0, width - 1),
  );
  const ends = new Int32Array(width);
  for (const [x, at] of columns.entries()) ends[Math.floor(at)] = x + 1;
  for (let y = 0; y < box.height; y += 1) {
    const atY = clamp(((y + 0.5) * height) / box.height - 0.5, 0, height - 1);
    const upper = Math.floor(atY);
    const v = atY - upper;
    const [above, below] = [upper * width, Math.min(height - 1, upper + 1) * width];
    const row = y * box.width;
    const rowOfPixels = (box.y + y) * pixels.width + box.x;
    for (let cell = 0, x = 0; cell < width; cell += 1) {
      const end = ends[cell] ?? 0;
      const mean = data[fields * (above + cell) + 4] ?? 0;
      if (mean < band) x = end;
      else if (mean > 1 - band) for (; x < end; x += 1) coverage[row + x] = 255;
      const next = Math.min(width - 1, cell + 1);
      const a = fields * (above + cell);
      const b = fields * (above + next);
      const c = fields * (below + cell);
      const d = fields * (below + next);
      for (; x < end; x += 1) {
        const from = 4 * (rowOfPixels + x);
        const red = pixels.data[from] ?? 0;
        const green = pixels.data[from + 1] ?? 0;
        const blue = pixels.data[from + 2] ?? 0;
        const u = (columns[x] ?? 0) - cell;
        const top =
          (1 - u) * lineAt(data, a, red, green, blue) + u * lineAt(data, b, red, green, blue);
        const low =
          (1 - u) * lineAt(data, c, red, green, blue) + u * lineAt(data, d, red, green, blue);
        const share = (1 - v) * top + v * low;
        const level = clamp(Math.round((levels * (share - clear)) / (whole - clear)), 0, levels);
        coverage[row + x] = Math.round((255 * level) / levels);
      }
    }
  }
  return coverage;
}

/** What the line of a cell makes of a colour of samples 0…255. */
const lineAt = (
  lines: Float32Array,
  at: number,
  red: number,
  green: number,
  blue: number,
): number =>
  ((lines[at] ?? 0) * red + (lines[at + 1] ?? 0) * green + (lines[at + 2] ?? 0) * blue) / 255 +
  (lines[at + 3] ?? 0);
