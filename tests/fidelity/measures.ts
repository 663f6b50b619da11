import { squaredDistances } from '../../utils/pixels/distance';
import type { Coverage, Raster } from '../../utils/pixels/raster';

/** How faithful a blended picture is; 0 is perfect in all of them. */
export interface Figures {
  /** ΔE2000 inside the strokes against the picture as it is meant to be: mean and 95th percentile. */
  readonly insideMean: number;
  readonly insideP95: number;
  /** Gradient energy along the edge that neither picture has, root mean square in 8-bit steps a px. */
  readonly seam: number;
  /** ΔE2000 to the picture before, in the feather, where the picture after is as before; mean. */
  readonly halo: number;
}

/** Where the figures are taken; made once a mask. */
export interface Zones {
  readonly inside: readonly number[];
  readonly feather: readonly number[];
  readonly edge: readonly number[];
}

export function zonesOf(strokes: Coverage, featherPx: number): Zones {
  const outside = squaredDistances(strokes, (i) => strokes.data[i] === 255);
  const depth = squaredDistances(strokes, (i) => strokes.data[i] === 0);
  const all = Array.from(strokes.data, (_, i) => i);
  const isOff = (i: number): boolean => {
    const [x, y] = [i % strokes.width, Math.floor(i / strokes.width)];
    return x > 0 && y > 0 && x < strokes.width - 1 && y < strokes.height - 1;
  };
  return {
    inside: all.filter((i) => strokes.data[i] === 255),
    feather: all.filter((i) => (outside[i] ?? 0) > 0 && (outside[i] ?? 0) < featherPx ** 2),
    edge: all.filter(
      (i) => isOff(i) && (outside[i] ?? 0) <= (featherPx + 2) ** 2 && (depth[i] ?? 0) <= 16,
    ),
  };
}

export function measure(before: Raster, after: Raster, result: Raster, zones: Zones): Figures {
  const [was, wanted, got] = [labOnce(before), labOnce(after), labOf(result)];
  const errors = zones.inside.map((i) => deltaE2000(wanted, got, i)).sort((a, b) => a - b);
  const calm = zones.feather.filter((i) => deltaE2000(was, wanted, i) < 1);
  return {
    insideMean: mean(errors),
    insideP95: errors[Math.floor(0.95 * errors.length)] ?? 0,
    seam: seamOf(was, wanted, got, before.width, zones.edge),
    halo: calm.length === 0 ? 0 : mean(calm.map((i) => deltaE2000(was, got, i))),
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/**
 * What of the result's gradients can't be told from either picture's: for each px and direction the
 * distance to the nearer of the two gradients, squared, over lightness and both colours.
 */
function seamOf(
  was: Float32Array,
  wanted: Float32Array,
  got: Float32Array,
  width: number,
  edge: readonly number[],
): number {
  let energy = 0;
  for (const i of edge)
    for (const next of [i + 1, i + width]) {
      let [toWas, toWanted] = [0, 0];
      for (let part = 0; part < 3; part += 1) {
        const slope = (lab: Float32Array): number =>
          (lab[3 * next + part] ?? 0) - (lab[3 * i + part] ?? 0);
        toWas += (slope(got) - slope(was)) ** 2;
        toWanted += (slope(got) - slope(wanted)) ** 2;
      }
      energy += Math.min(toWas, toWanted);
    }
  return Math.sqrt(energy / Math.max(1, 2 * edge.length));
}

const labs = new WeakMap<Raster, Float32Array>();

/** The pictures of a case are asked for once a method. */
function labOnce(raster: Raster): Float32Array {
  const lab = labs.get(raster) ?? labOf(raster);
  labs.set(raster, lab);
  return lab;
}

/** CIE L*a*b* (D65) of each px over a white ground, so that clear pixels count as what is seen. */
export function labOf({ data, width, height, bitDepth }: Raster): Float32Array {
  const lab = new Float32Array(3 * width * height);
  const full = bitDepth === 16 ? 65_535 : 255;
  for (let i = 0; i < width * height; i += 1) {
    const alpha = (data[4 * i + 3] ?? 0) / full;
    const linear = [0, 1, 2].map((c) =>
      toLinear(1 - alpha + (alpha * (data[4 * i + c] ?? 0)) / full),
    );
    const [red = 0, green = 0, blue = 0] = linear;
    const x = cubeRoot((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047);
    const y = cubeRoot(0.2126729 * red + 0.7151522 * green + 0.072175 * blue);
    const z = cubeRoot((0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / 1.08883);
    lab.set([116 * y - 16, 500 * (x - y), 200 * (y - z)], 3 * i);
  }
  return lab;
}

/** IEC 61966-2-1. */
const toLinear = (value: number): number =>
  value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;

const cubeRoot = (t: number): number =>
  t > 216 / 24_389 ? Math.cbrt(t) : (t * 24_389) / 27 / 116 + 16 / 116;

/**
 * CIEDE2000 between the same px of two pictures: G. Sharma, W. Wu, E. Dalal, "The CIEDE2000
 * Color-Difference Formula", Color Research and Application 30 (2005), whose test data it is held to.
 */
export function deltaE2000(first: Float32Array, second: Float32Array, pixel: number): number {
  const [l1, a1, b1] = [
    first[3 * pixel] ?? 0,
    first[3 * pixel + 1] ?? 0,
    first[3 * pixel + 2] ?? 0,
  ];
  const [l2, a2, b2] = [
    second[3 * pixel] ?? 0,
    second[3 * pixel + 1] ?? 0,
    second[3 * pixel + 2] ?? 0,
  ];
  if (l1 === l2 && a1 === a2 && b1 === b2) return 0;
  const meanChroma = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const g = 0.5 * (1 - Math.sqrt(meanChroma ** 7 / (meanChroma ** 7 + 25 ** 7)));
  const [c1, c2] = [Math.hypot((1 + g) * a1, b1), Math.hypot((1 + g) * a2, b2)];
  const [h1, h2] = [hue((1 + g) * a1, b1), hue((1 + g) * a2, b2)];
  const dl = l2 - l1;
  const dc = c2 - c1;
  const turn = c1 * c2 === 0 ? 0 : shortest(h2 - h1);
  const dh = 2 * Math.sqrt(c1 * c2) * Math.sin(radians(turn) / 2);
  const l = (l1 + l2) / 2;
  const c = (c1 + c2) / 2;
  const h = meanHue(h1, h2, c1 * c2 === 0);
  const t =
    1 - 0.17 * cos(h - 30) + 0.24 * cos(2 * h) + 0.32 * cos(3 * h + 6) - 0.2 * cos(4 * h - 63);
  const sl = 1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2);
  const sc = 1 + 0.045 * c;
  const sh = 1 + 0.015 * c * t;
  const rotation =
    -2 *
    Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7)) *
    Math.sin(radians(60 * Math.exp(-(((h - 275) / 25) ** 2))));
  return Math.sqrt(
    (dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rotation * (dc / sc) * (dh / sh),
  );
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const cos = (degrees: number): number => Math.cos(radians(degrees));
const hue = (a: number, b: number): number =>
  a === 0 && b === 0 ? 0 : ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360;
const shortest = (turn: number): number =>
  turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn;

function meanHue(h1: number, h2: number, isGray: boolean): number {
  if (isGray) return h1 + h2;
  if (Math.abs(h1 - h2) <= 180) return (h1 + h2) / 2;
  return h1 + h2 < 360 ? (h1 + h2 + 360) / 2 : (h1 + h2 - 360) / 2;
}
