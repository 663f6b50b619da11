import sharp from 'sharp';
import { addColor, type Color, hex, mixColor, scaleColor } from '../color';
import { addGrain, develop } from '../develop';
import { fbm, hash2, smoothstep } from '../noise';
import { createRaster, pixelAt, type Raster, setPixel } from '../raster';

/** Size of the picture, image px. */
export const heroSize = { width: 2000, height: 800 } as const;

const shore = 640;
const sun = { x: 1420, y: 300 } as const;
const layers = 7;
const far = { r: 1.0, g: 0.56, b: 0.36 };
const nearHills = hex('#0d1a24');
const mistNear = hex('#8fa3b5');
const zenith = hex('#4f7fb8');
const water = hex('#35506a');

/** Ridge behind ridge in the morning mist, mirrored in a still lake: the page's header, as JPEG. */
export function renderHero(): Promise<Buffer> {
  const { width, height } = heroSize;
  const raster = createRaster(width, height);
  const ridges = Array.from({ length: layers }, (_, layer) => ridge(layer, width));
  for (let y = 0; y < shore; y += 1) {
    for (let x = 0; x < width; x += 1) setPixel(raster, x, y, landAt(ridges, x, y));
  }
  paintLake(raster);
  const photo = addGrain(develop(raster, 1, 0.7), 2.2, 29);
  return sharp(photo.data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 86 })
    .toBuffer();
}

/** One ridge for every column, image px from the top. */
interface Ridge {
  readonly ground: Float32Array;
  /** The ground with its trees. */
  readonly crest: Float32Array;
}

/** The ridges in front lie lower and wear spruces. */
function ridge(layer: number, width: number): Ridge {
  const near = layer / (layers - 1);
  const scale = 520 - 300 * near;
  const ground = Float32Array.from({ length: width }, (_, x) => {
    const rise = fbm(x / scale + layer * 13, layer, 6, 101 + layer) - 0.5;
    return 330 + 265 * near ** 0.85 - rise * (330 - 150 * near);
  });
  return { ground, crest: ground.map((y, x) => y - spruce(x, layer, near)) };
}

/** Height of the tree at column `x`: pointed crowns of differing size side by side, with ragged edges. */
function spruce(x: number, layer: number, near: number): number {
  if (near < 0.45) return 0;
  const spacing = 5 + 16 * (near - 0.4);
  let tallest = 0;
  for (let lane = 0; lane < 3; lane += 1) {
    const tree = Math.floor(x / spacing + lane / 3);
    const middle = (tree + 0.5 - lane / 3 + (hash2(tree, lane, layer) - 0.5) * 0.6) * spacing;
    const height = spacing * (1.2 + 2.1 * hash2(tree, lane, layer + 50) ** 2);
    const ragged = 0.75 + 0.5 * hash2(x, tree, layer);
    tallest = Math.max(tallest, height * (1 - (Math.abs(x - middle) / (spacing * 0.62)) * ragged));
  }
  return tallest;
}

function landAt(ridges: readonly Ridge[], x: number, y: number): Color {
  for (let layer = layers - 1; layer >= 0; layer -= 1) {
    const line = ridges[layer];
    if (!line || y < (line.crest[x] ?? 0)) continue;
    const near = layer / (layers - 1);
    const rock = 0.7 + 0.6 * fbm(x / 38 + layer * 7, y / 22 - x / 90, 5, 111 + layer);
    const body = scaleColor(mixColor(scaleColor(far, 0.55), nearHills, near ** 0.55), rock);
    const mist = smoothstep(
      0,
      170 - 50 * near,
      y - (line.ground[x] ?? 0) + 40 * (fbm(x / 160, y / 50, 3, 121) - 0.5),
    );
    return mixColor(body, mixColor(far, mistNear, near * 0.8), mist * (0.85 - 0.35 * near));
  }
  return skyAt(x, y);
}

function skyAt(x: number, y: number): Color {
  const height = 1 - y / shore;
  const base = mixColor({ r: 1.5, g: 0.74, b: 0.36 }, zenith, smoothstep(0.3, 1, height));
  const cloud = smoothstep(0.45, 0.75, fbm(x / 420, y / 46 + 3, 5, 131));
  const tinted = mixColor(base, { r: 1.5, g: 0.72, b: 0.55 }, cloud * 0.55);
  const away = Math.hypot(x - sun.x, y - sun.y);
  const halo = 1.6 * Math.exp(-away / 55) + 0.8 * Math.exp(-away / 330);
  return addColor(
    tinted,
    scaleColor({ r: 1.5, g: 1, b: 0.55 }, halo + 6 * smoothstep(34, 28, away)),
  );
}

function paintLake(raster: Raster): void {
  for (let y = shore; y < raster.height; y += 1) {
    const below = y - shore;
    const reach = 6 + below * 0.3;
    for (let x = 0; x < raster.width; x += 1) {
      const wave = fbm(x / (30 + below * 1.2), 420 / (below + 14), 4, 141) - 0.5;
      const mirrorY = shore - 2 - below * 1.9 - wave * reach * 3;
      const mirrored = pixelAt(raster, x + wave * reach, Math.min(shore - 2, mirrorY));
      const dim = 0.62 + 0.5 * wave;
      setPixel(raster, x, y, addColor(scaleColor(mirrored, dim), scaleColor(water, 0.22)));
    }
  }
}
