import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import type { Raster } from '../../utils/pixels/raster';
import { rowOf } from '../side-by-side/row';
import { type FidelityCase, picturesOf, strokes } from './cases';
import { aligned, methods } from './methods';

const folder = path.resolve(import.meta.dirname, '../../out/fidelity');
const titles = ['before', 'the answer', 'as it is meant to be', 'Repaint'];

/** Pictures of cases, as a row of PNGs each: before, the server's answer, what is meant, what we make of it. */
export async function writePictures(cases: readonly FidelityCase[]): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const [rank, which] of cases.entries()) {
    const { before, after, answer } = picturesOf(which);
    const given = { before, answer, strokes, aligned: aligned(before, answer, strokes) };
    const pictures = [before, answer, meant(before, after), methods.Repaint(given)];
    const row = await rowOf(titles, await Promise.all(pictures.map(png)));
    const name = `${String(rank + 1).padStart(2, '0')} ${which.edit}, ${which.scene}, ${which.redraw}.png`;
    await writeFile(path.join(folder, name), row);
  }
  return folder;
}

/** After inside of the strokes, before outside. */
function meant(before: Raster, after: Raster): Raster {
  const picture = { ...before, data: before.data.slice() } as Raster;
  for (let i = 0; i < strokes.data.length; i += 1)
    if (strokes.data[i] === 255) picture.data.set(after.data.subarray(4 * i, 4 * i + 4), 4 * i);
  return picture;
}

const png = ({ data, width, height }: Raster): Promise<Buffer> =>
  sharp(Buffer.from(data), { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer();
