import type { Raster8 } from '../../utils/pixels/raster';
import { type Scene, smoothNoise } from '../fidelity/scenes';
import { randomNumbers } from '../unit/codecs/random';

/** A picture with a thing and its shadow in it, the same without them, and what was brushed over; around the hole only. */
export interface RemovalCase {
  readonly name: string;
  readonly picture: Raster8;
  readonly truth: Raster8;
  /** 1 for each px that is to be filled. */
  readonly hole: Uint8Array<ArrayBuffer>;
}

/** Width of a picture of 1 MP, px, four wide to three high: the scenes are drawn for it and are larger in larger ones. */
const unitWidth = 1156;
/** Share of the picture that is filled, about. */
const holeShare = 0.02;

const [n3, n5, n9, n14, n23, n40, n80, n140, n200] = [3, 5, 9, 14, 23, 40, 80, 140, 200].map((size, i) => smoothNoise(100 + i, size)) as [N, N, N, N, N, N, N, N, N]; // biome-ignore format: one list
type N = ReturnType<typeof smoothNoise>;

const rgb = (red: number, green: number, blue: number, tone: number) =>
  [red + tone, green + tone, blue + tone] as const;

/** What lies behind the thing, px of a picture of 1 MP. */
const grounds: Readonly<Record<string, Scene>> = {
  sky: (x, y) => [96 + 0.12 * y, 140 + 0.1 * y + 0.02 * x, 205 + 0.03 * y],
  clouds: (x, y) => rgb(130, 165, 210, 40 * Math.max(0, n80(x, y * 1.6) + 0.5 * n40(x, y))),
  lawn: (x, y) => {
    const tone = 14 * n23(x, y / 2) + 20 * n5(x, y / 2) + 14 * n3(x, y / 3);
    return [76 + 0.6 * tone, 118 + tone, 48 + 0.4 * tone];
  },
  leaves: (x, y) => {
    const tone = 34 * n23(x, y) + 26 * n9(x, y) + 18 * n5(x, y);
    return [84 + 0.7 * tone, 112 + tone, 58 + 0.5 * tone];
  },
  sand: (x, y) => rgb(206, 182, 142, 10 * n40(x, y) + 9 * n3(x, y) + 6 * Math.sin((y + 9 * n23(x, y)) / 5)), // biome-ignore format: one line
  water: (x, y) => {
    const wave = 14 * Math.sin(y / 6 + 2.4 * n23(x, y)) + 10 * n14(x / 2, y);
    return [50 + 0.05 * y + wave, 96 + 0.06 * y + wave, 128 + 0.08 * y + wave];
  },
  silk: (x, y) => {
    const fold = 46 * Math.sin(x / 38 + 1.6 * n200(x, y) + y / 160);
    return [150 + fold, 70 + 0.6 * fold, 96 + 0.7 * fold];
  },
  swell: (x, y) => {
    const wave = 26 * Math.sin(y / 24 + 1.8 * n140(x, y)) + 12 * n80(x / 2, y);
    return [46 + 0.05 * y + wave, 92 + 0.06 * y + wave, 122 + 0.08 * y + wave];
  },
  bricks: (x, y) => {
    const row = Math.floor(y / 26);
    const along = x + (row % 2) * 28;
    const isJoint = y - 26 * row < 3 || along - 56 * Math.floor(along / 56) < 3;
    const shade = 8 * n5(x, y) + 10 * n80(80 * Math.floor(along / 56), 80 * row);
    return isJoint ? rgb(186, 180, 170, shade) : rgb(150, 82, 62, shade);
  },
  planks: (x, y) => {
    const plank = Math.floor(x / 44);
    const isGap = x - 44 * plank < 3;
    return isGap ? rgb(52, 38, 28, 0) : rgb(164, 122, 80, 12 * n9(x * 2, y / 7) + 14 * n80(80 * plank, 0)); // biome-ignore format: one choice
  },
  paving: (x, y) => {
    const [column, row] = [Math.floor(x / 62), Math.floor(y / 62)];
    const isJoint = x - 62 * column < 4 || y - 62 * row < 4;
    return isJoint ? rgb(104, 100, 94, 6 * n3(x, y)) : rgb(172, 168, 160, 9 * n5(x, y) + 10 * n80(80 * column, 80 * row)); // biome-ignore format: one choice
  },
  shore: (x, y) =>
    y < 475 + 6 * n40(x, 0)
      ? [110 + 0.1 * y, 150 + 0.1 * y, 205]
      : rgb(196, 172, 130, 12 * n9(x, y) + 10 * n3(x, y)),
  'wall and lawn': (x, y) =>
    y < 470 ? rgb(214, 204, 184, 6 * n14(x, y)) : rgb(84, 122, 54, 24 * n5(x, y / 2)),
  fence: (x, y) => {
    const isPost = x - 70 * Math.floor(x / 70) < 12;
    const isRail = Math.abs(y - 430) < 9 || Math.abs(y - 530) < 9;
    return isPost || isRail ? rgb(226, 222, 212, 5 * n5(x, y)) : rgb(92, 126, 66, 22 * n9(x, y) + 12 * n3(x, y)); // biome-ignore format: one choice
  },
};

interface Thing {
  is(x: number, y: number): boolean;
  readonly colour: (x: number, y: number) => readonly [number, number, number];
}

/** In radii from the middle: what stands there, with its shadow to the right of it. */
const things: Readonly<Record<string, Thing>> = {
  ball: {
    is: (x, y) => x * x + y * y < 0.5,
    colour: (x, y) => rgb(190, 40, 46, -60 * (x + y)),
  },
  figure: {
    is: (x, y) => (Math.abs(x) < 0.34 && y > -0.45 && y < 1) || x * x + (y + 0.75) ** 2 < 0.09,
    colour: (x, y) => (y > 0.35 ? rgb(40, 44, 66, 20 * x) : rgb(214, 170, 40, -30 * x)),
  },
};
const isShadow = (x: number, y: number): boolean => ((x - 0.55) / 0.75) ** 2 + ((y - 0.82) / 0.2) ** 2 < 1; // biome-ignore format: one line

export const caseNames: readonly (readonly [ground: string, thing: string])[] = Object.keys(
  grounds,
).flatMap((ground) => Object.keys(things).map((thing) => [ground, thing] as const));

/**
 * Draws one case as it is in a picture of that size, with the sensor's grain; only what a hole of that size is filled from.
 * @param megapixels of the whole picture
 */
export function drawCase(groundName: string, thingName: string, megapixels: number): RemovalCase {
  const ground = grounds[groundName];
  const thing = things[thingName];
  if (!ground || !thing) throw new Error(`No scene ${groundName}, ${thingName}`);
  const scale = Math.sqrt(megapixels);
  const picture = { width: unitWidth * scale, height: 0.75 * unitWidth * scale };
  const radius = Math.sqrt((holeShare * picture.width * picture.height) / 3.4);
  const centre = { x: 0.47 * picture.width, y: 0.54 * picture.height };
  const margin = 5 * scale;
  const side = Math.ceil(2 * (radius + margin) * 1.3) * 3;
  const size = { width: Math.min(side, Math.round(picture.width)), height: Math.min(side, Math.round(picture.height)) }; // biome-ignore format: one size
  const left = Math.round(Math.max(0, Math.min(picture.width - size.width, centre.x - size.width / 2))); // biome-ignore format: one line
  const top = Math.round(Math.max(0, Math.min(picture.height - size.height, centre.y - size.height / 2))); // biome-ignore format: one line
  const random = randomNumbers(7);
  const [truth, shown] = [new Uint8ClampedArray(4 * size.width * size.height), new Uint8ClampedArray(4 * size.width * size.height)]; // biome-ignore format: one line
  const hole = new Uint8Array(size.width * size.height);
  const near = margin / radius;
  for (let i = 0; i < hole.length; i += 1) {
    const [x, y] = [left + (i % size.width), top + Math.floor(i / size.width)];
    const grain = 6 * (random() + random() - 1);
    const [red, green, blue] = ground(x / scale, y / scale);
    truth.set([red + grain, green + grain, blue + grain, 255], 4 * i);
    const [u, v] = [(x - centre.x) / radius, (y - centre.y) / radius];
    const dark = isShadow(u, v) ? 0.55 : 1;
    const [r, g, b] = thing.is(u, v) ? thing.colour(u, v) : [red * dark, green * dark, blue * dark];
    shown.set([r + grain, g + grain, b + grain, 255], 4 * i);
    if (isNear(thing, u, v, near)) hole[i] = 1;
  }
  return {
    name: `${groundName}, ${thingName}`,
    picture: { ...size, bitDepth: 8, data: shown },
    truth: { ...size, bitDepth: 8, data: truth },
    hole,
  };
}

function isNear(thing: Thing, x: number, y: number, by: number): boolean {
  for (let k = 0; k < 8; k += 1) {
    const [dx, dy] = [by * Math.cos((k * Math.PI) / 4), by * Math.sin((k * Math.PI) / 4)];
    if (thing.is(x + dx, y + dy) || isShadow(x + dx, y + dy)) return true;
  }
  return thing.is(x, y) || isShadow(x, y);
}
