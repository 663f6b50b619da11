import { execFileSync } from 'node:child_process';
import path from 'node:path';
import sharp from 'sharp';
import { fillHole } from '../../utils/fill/complete';
import type { Raster8 } from '../../utils/pixels/raster';
import { type Cv, openCv } from '../support/open-cv';
import type { RemovalCase } from './scenes';

type Fill = (of: RemovalCase) => Promise<Raster8>;

async function ours({ picture, hole }: RemovalCase): Promise<Raster8> {
  const part = { picture, hole, banned: new Uint8Array(hole.length) };
  const work = fillHole(part, { seed: 1, method: 'anywhere' });
  let step = work.next();
  while (!step.done) step = work.next();
  if (!step.value) throw new Error('Nothing to copy from');
  return step.value as Raster8;
}

const diffusion =
  (cv: Cv, kind: 'INPAINT_TELEA' | 'INPAINT_NS'): Fill =>
  async ({ picture, hole }) => {
    const { width, height } = picture;
    const source = cv.matFromArray(height, width, cv.CV_8UC4, picture.data as never);
    const rgb = new cv.Mat();
    cv.cvtColor(source, rgb, cv.COLOR_RGBA2RGB);
    const mask = cv.matFromArray(height, width, cv.CV_8UC1, hole.map((isHole) => 255 * isHole) as never); // biome-ignore format: one call
    const filled = new cv.Mat();
    cv.inpaint(rgb, mask, filled, 5, cv[kind]);
    cv.cvtColor(filled, source, cv.COLOR_RGB2RGBA);
    const data = Uint8ClampedArray.from(source.data);
    for (const mat of [source, rgb, mask, filled]) mat.delete();
    return { width, height, bitDepth: 8, data };
  };

/** A program that reads a picture and a mask and writes a picture. */
const byCommand =
  (folder: string, run: (picture: string, mask: string, result: string) => void): Fill =>
  async ({ picture, hole }) => {
    const { width, height } = picture;
    const file = (name: string) => path.join(folder, `${name}.png`);
    const raw = (channels: 1 | 4) => ({ raw: { width, height, channels } });
    await sharp(picture.data, raw(4)).removeAlpha().png().toFile(file('in'));
    await sharp(hole.map((isHole) => 255 * isHole), raw(1)).png().toFile(file('mask')); // biome-ignore format: one line
    run(file('in'), file('mask'), file('out'));
    const { data } = await sharp(file('out')).removeAlpha().ensureAlpha().raw().toBuffer({ resolveWithObject: true }); // biome-ignore format: one line
    return { width, height, bitDepth: 8, data: Uint8ClampedArray.from(data) };
  };

const isThere = (command: string, args: readonly string[]): boolean => {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** Of the system, where Debian's packages are. */
const python = '/usr/bin/python3';

/**
 * Ours, and the peers that are on this machine: OpenCV's diffusion by opencv-js, SHIFTMAP by Debian's `python3-opencv`, G'MIC by
 * Debian's `gmic`. The last two are slow.
 * @param folder for their files
 */
export async function openMethods(folder: string, withSlow: boolean): Promise<Methods> {
  const { cv } = await openCv();
  const methods = new Map<string, Fill>([
    ['Repaint', ours],
    ['Telea', diffusion(cv, 'INPAINT_TELEA')],
    ['Navier-Stokes', diffusion(cv, 'INPAINT_NS')],
  ]);
  const slow = new Map<string, Fill>();
  const missing: string[] = [];
  if (!withSlow) return { methods, slow, missing };
  const script = path.join(import.meta.dirname, 'peers.py');
  if (isThere(python, ['-c', 'import cv2; cv2.xphoto']))
    slow.set('SHIFTMAP', byCommand(folder, (...files) => execFileSync(python, [script, ...files]))); // biome-ignore format: one line
  else missing.push('SHIFTMAP (python3-opencv)');
  if (isThere('gmic', ['-version']))
    slow.set("G'MIC", byCommand(folder, (picture, mask, result) => execFileSync('gmic', [picture, mask, 'inpaint_matchpatch[0]', '[1]', 'keep[0]', 'output', result], { stdio: 'ignore' }))); // biome-ignore format: one line
  else missing.push("G'MIC (gmic)");
  return { methods, slow, missing };
}

interface Methods {
  readonly methods: ReadonlyMap<string, Fill>;
  readonly slow: ReadonlyMap<string, Fill>;
  /** What is not on this machine. */
  readonly missing: readonly string[];
}
