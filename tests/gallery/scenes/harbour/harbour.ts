import sharp from 'sharp';
import { type Color, hex, mixColor, scaleColor } from '../../color';
import { addGrain, develop } from '../../develop';
import { cushion, drawSvg, type Layer, layOver } from '../../layer';
import { fbm, smoothstep } from '../../noise';
import { createRaster, type Raster } from '../../raster';
import { soften } from '../../resample';
import { type Boat, boats } from './boats';
import { castShadow, paintQuay } from './quay';
import { paintSky } from './sky';
import { stranger, strangerSvg } from './stranger';
import { townSvg } from './town';
import { mirrorLayer, paintWater } from './water';

/** Size of the picture, image px. */
export const harbourSize = { width: 1600, height: 1067 } as const;

/** The box of the stranger in the picture, image px: what a visitor would brush away. */
export const strangerBox = { left: 1090, top: 520, ...stranger } as const;

const horizonColour = 566;
const quay = 838;
const townHeight = 330;
const haze = hex('#c9c6bd');

/** A fishing harbour on a late afternoon, with a stranger standing in the view, as WebP. */
export async function renderHarbour(): Promise<Buffer> {
  const { width, height } = harbourSize;
  const raster = createRaster(width, height);
  paintSky(raster, horizonColour);
  await buildTown(raster);
  paintWater(raster, horizonColour, quay);
  for (const boat of boats) await moor(raster, boat);
  paintQuay(raster, quay);
  await placeStranger(raster);
  const photo = addGrain(await soften(develop(raster, 1.15, 0.6), 0.55), 2.4, 17);
  return sharp(photo.data, { raw: { width, height, channels: 3 } })
    .webp({ quality: 88, effort: 2 })
    .toBuffer();
}

async function buildTown(raster: Raster): Promise<void> {
  const layer = await drawSvg(townSvg(raster.width, townHeight));
  const top = horizonColour - 12 - townHeight;
  layOver(raster, layer, 0, top, (color, x, y) => {
    const plaster =
      0.7 + 0.4 * fbm(x / 7, y / 9, 3, 65) + 0.35 * (fbm(x / 26, y / 90, 3, 66) - 0.5);
    const sun = 0.42 + 0.85 * smoothstep(0.36, 0.6, fbm((x + y * 0.7) / 190 + 5, y / 520, 3, 67));
    return mixColor(warm(scaleColor(faded(color), plaster * sun)), haze, 0.07);
  });
  layOver(raster, stripLayer(raster.width, 14), 0, horizonColour - 14, (color, x, y) =>
    scaleColor(color, 0.5 + 0.9 * fbm(x / 9, y / 3, 3, 68)),
  );
}

/** The far quay's wall: one dark strip. */
function stripLayer(width: number, height: number): Layer {
  const raster = createRaster(width, height);
  const stone = hex('#5a534c');
  for (let i = 0; i < raster.data.length; i += 3) raster.data.set([stone.r, stone.g, stone.b], i);
  return { ...raster, alpha: new Float32Array(width * height).fill(1) };
}

async function moor(raster: Raster, boat: Boat): Promise<void> {
  const layer = await drawSvg(boat.svg);
  const light = cushion(layer, 7);
  mirrorLayer(raster, layer, boat.left, boat.waterline, horizonColour);
  layOver(raster, layer, boat.left, boat.waterline - boat.height, (color, x, y) => {
    const worn = 0.72 + 0.5 * fbm(x / 14, y / 5, 4, 69);
    const wet = 1 - 0.35 * (y / boat.height) ** 6;
    return warm(scaleColor(color, worn * wet * (0.92 + 0.5 * light(x, y))));
  });
}

async function placeStranger(raster: Raster): Promise<void> {
  const { left, top, width, height } = strangerBox;
  const layer = await drawSvg(strangerSvg());
  const broad = cushion(layer, 13);
  const fine = cushion(layer, 3);
  castShadow(raster, left + 92, top + height - 4, 330);
  layOver(raster, layer, left, top, (color, x, y) => {
    const folds = 0.68 + 0.35 * fbm(x / 13, y / 22, 3, 98) + 0.3 * fbm(x / 2, y / 2, 2, 99);
    const round = 0.8 + 0.75 * broad(x, y) + 0.25 * fine(x, y) + 0.18 * (1 - (2 * x) / width);
    return warm(scaleColor(color, folds * Math.max(0.12, round)));
  });
}

/** Weathered paint: half way to its own grey. */
function faded(color: Color): Color {
  const grey = color.r * 0.3 + color.g * 0.59 + color.b * 0.11;
  return mixColor(color, { r: grey, g: grey, b: grey }, 0.32);
}

const warm = (color: Color): Color => ({ r: color.r * 1.1, g: color.g, b: color.b * 0.86 });
