import { decode } from 'fast-png';
import { afterAll, describe, expect, it } from 'vitest';
import { commands } from 'vitest/browser';
import { type BlendOptions, blendAnswer } from '../../../utils/edits/blend-answer';
import { AppError } from '../../../utils/errors';
import { decodeRaster } from '../../../utils/image/decode';
import { encodePng } from '../../../utils/image/encode-png';
import type { Coverage, Raster } from '../../../utils/image/raster';
import { cropRaster, toRaster8 } from '../../../utils/image/region';
import { findModel } from '../../../utils/images-api/models';
import { type EditPlan, planEdit } from '../../../utils/jobs/plan-edit';
import { prepareEdit } from '../../../utils/jobs/prepare-edit';
import type { EllipseStep } from '../../../utils/mask/steps';
import { seamEnergy } from '../../unit/edits/seam-metric';
import { type ExactnessRow, exactnessTable } from './exactness-table';
import { pictureKinds } from './picture-kinds';
import { redrawn, type ServerBehaviour, serverBehaviours } from './server-behaviours';

const featherPx = 12;
const radius = 90;
const rules = findModel('gpt-image-2.6-sunburst').sizes;
const rows: ExactnessRow[] = [];

const byDefault: BlendOptions = { featherPx, register: true, matchColour: true, seamless: true };
const plainFeather: BlendOptions = {
  featherPx,
  register: false,
  matchColour: false,
  seamless: false,
};
const plainPaste: BlendOptions = { ...plainFeather, featherPx: 0 };

/** A disc in the middle, so that what is outside can be told by its distance alone. */
const discIn = ({ width, height }: Raster): EllipseStep => {
  const [x, y] = [Math.round(width / 2), Math.round(height / 2)];
  const rect = { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
  return { kind: 'ellipse', mode: 'add', rect };
};

/**
 * The saved file, decoded by another library; where it has 16 bits by our own decoder, as fast-png 8
 * gets the filters of larger 16-bit pictures wrong (sharp does not: see the encoder's unit tests).
 */
async function readSaved(png: Blob, bitDepth: 8 | 16) {
  if (bitDepth === 16) {
    const raster = await decodeRaster(png);
    return { ...raster, channels: 4, profile: raster.iccProfile?.bytes };
  }
  const { data, channels, depth, iccEmbeddedProfile } = decode(
    new Uint8Array(await png.arrayBuffer()),
  );
  return { data, channels, bitDepth: depth, profile: iccEmbeddedProfile?.profile };
}

/** Calls back with each pixel's distance from the disc's middle. */
function forEachPixel(
  { width, height }: { width: number; height: number },
  middle: { x: number; y: number },
  callback: (pixel: number, distance: number) => void,
): void {
  for (let y = 0, i = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, i += 1)
      callback(i, Math.hypot(x + 0.5 - middle.x, y + 0.5 - middle.y));
}

/** Pixels beyond the disc and the feather whose samples in the saved file are not the source's. */
function changedOutside(source: Raster, saved: { data: ArrayLike<number>; channels: number }) {
  const { width, height } = source;
  const { data, channels } = saved;
  const [x0, y0] = [Math.round(width / 2) - 0.5, Math.round(height / 2) - 0.5];
  const reach = (radius + featherPx + 1) ** 2;
  let changed = 0;
  for (let y = 0, i = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, i += 1) {
      if ((x - x0) ** 2 + (y - y0) ** 2 <= reach) continue;
      for (let c = 0; c < channels; c += 1)
        if (source.data[4 * i + c] !== data[channels * i + c]) {
          changed += 1;
          break;
        }
    }
  return changed;
}

const kinds = Object.entries(pictureKinds);
const isLarge = (kind: string) => /12 MP|50 MP/.test(kind);
const cases = kinds.flatMap(([kind, make]) =>
  serverBehaviours
    .filter(({ name }) => !isLarge(kind) || name === 'drifting')
    .map((behaviour) => [kind, behaviour.name, make, behaviour] as const),
);

/** An edit, its times and its memory. */
async function run(file: Blob, behaviour: ServerBehaviour) {
  await commands.markMemory();
  const begun = performance.now();
  const source = await decodeRaster(file);
  const step = discIn(source);
  const plan = planEdit(source, [step], 'around-mask', rules);
  const prepared = await prepareEdit(source, [step], featherPx, plan);
  const prepareMs = performance.now() - begun;
  const answer = redrawn(await decodeRaster(prepared.image), behaviour);
  const { coverage } = prepared;
  if (!coverage) throw new Error('the mask is empty');
  const edit: Edited = { source, step, plan, answer, coverage };
  const returned = performance.now();
  const outcome = await putBack(edit);
  const finishMs = performance.now() - returned;
  return { ...edit, outcome, prepareMs, finishMs, peak: await commands.peakMemory() };
}

interface Edited {
  readonly source: Raster;
  readonly step: EllipseStep;
  readonly plan: EditPlan;
  readonly answer: Raster;
  readonly coverage: Coverage;
}

/** The edited picture and its file, or the code of the refusal. */
async function putBack({ source, answer, plan, coverage }: Edited) {
  try {
    const blended = blendAnswer(source, answer, plan, coverage, byDefault);
    return { blended, png: await encodePng(blended.result) };
  } catch (error) {
    if (error instanceof AppError) return { refused: error.code };
    throw error;
  }
}

/** Seams along the disc's edge: of the result, and of a plain feather and a plain paste of the same answer. */
function seams({ source, step, plan, answer, coverage }: Edited, result: Raster) {
  const { crop } = plan;
  const before = toRaster8(cropRaster(source, crop));
  const middle = { x: step.rect.x + radius - crop.x, y: step.rect.y + radius - crop.y };
  const band = new Uint8Array(crop.width * crop.height);
  forEachPixel(crop, middle, (i, distance) => {
    band[i] = distance > radius - 4 && distance < radius + featherPx + 2 ? 1 : 0;
  });
  const seamOf = (part: Raster) => seamEnergy(before, toRaster8(part), band);
  const alone = { ...plan, crop: { x: 0, y: 0, width: crop.width, height: crop.height } };
  const seamBy = (options: BlendOptions) =>
    seamOf(blendAnswer(cropRaster(source, crop), answer, alone, coverage, options).result);
  return {
    seam: seamOf(cropRaster(result, crop)),
    feather: seamBy(plainFeather),
    paste: seamBy(plainPaste),
  };
}

const rowOf = (
  kind: string,
  server: string,
  { source, prepareMs, finishMs, peak }: Awaited<ReturnType<typeof run>>,
) => ({
  ...{ kind, server, prepareMs, finishMs, peak },
  ...{ width: source.width, height: source.height, bitDepth: source.bitDepth },
  profile: source.iccProfile?.name ?? '',
});

const casesOf = (wanted: (behaviour: ServerBehaviour) => boolean) =>
  cases.filter(([, , , behaviour]) => wanted(behaviour));

describe('an edit changes nothing outside and leaves less of a seam than paste or feather', () => {
  it.each(casesOf(({ refused }) => !refused))(
    '%s, a %s server',
    async (kind, server, make, behaviour) => {
      const edited = await run(await make(), behaviour);
      const { source, outcome } = edited;
      if (!outcome.png) throw new Error(`refused: ${outcome.refused}`);
      const { blended, png } = outcome;
      const saved = await readSaved(png, source.bitDepth);
      const changed = changedOutside(source, saved);
      const { total } = blended.changedOutside;
      const put = { changed, total, ...seams(edited, blended.result) };
      rows.push({ ...rowOf(kind, server, edited), put });
      expect(changed).toBe(0);
      expect(blended.changedOutside.changed).toBe(0);
      expect(saved.bitDepth).toBe(source.bitDepth);
      expect(saved.profile).toEqual(source.iccProfile?.bytes);
      expect(put.seam).toBeLessThan(put.feather);
      expect(put.seam).toBeLessThan(put.paste);
    },
    90_000,
  );
});

describe('an answer that shows the picture from elsewhere is refused and changes nothing', () => {
  it.each(casesOf(({ refused }) => refused !== undefined))(
    '%s, a %s server',
    async (kind, server, make, behaviour) => {
      const edited = await run(await make(), behaviour);
      const { refused } = edited.outcome;
      rows.push({ ...rowOf(kind, server, edited), refused });
      expect(refused).toBe(behaviour.refused);
    },
    90_000,
  );
});

afterAll(async () => {
  const place = ({ kind, server }: ExactnessRow) =>
    cases.findIndex(([name, by]) => name === kind && by === server);
  rows.sort((a, b) => place(a) - place(b));
  await commands.writeFile('out/exactness-table.md', exactnessTable(rows));
});
