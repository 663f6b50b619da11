import { decode } from 'fast-png';
import { afterAll, describe, expect, it } from 'vitest';
import { commands } from 'vitest/browser';
import { AppError } from '../../../utils/base/errors';
import { type BlendOptions, blendAnswer } from '../../../utils/blend/blend-answer';
import { countChangedOutside } from '../../../utils/blend/changed-pixels';
import { decodeRaster } from '../../../utils/codecs/decode';
import { encodePng } from '../../../utils/codecs/png-write';
import { toSpaceOf } from '../../../utils/codecs/shown-colours';
import { prepareEdit } from '../../../utils/jobs/prepare-edit';
import { type Coverage, cropRaster, type Raster, toRaster8 } from '../../../utils/pixels/raster';
import { type EditPlan, planEdit } from '../../../utils/plan/plan-edit';
import { findModel } from '../../../utils/server/models';
import { seamEnergy } from '../../unit/blend/seam-metric';
import { type Drawing, type DrawingKind, drawings } from './drawings';
import { type ExactnessRow, exactnessTable } from './exactness-table';
import { pictureKinds } from './picture-kinds';
import { redrawn, type ServerBehaviour, serverBehaviours } from './server-behaviours';

const featherPx = 12;
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

/** Pixels beyond what may change and the feather whose samples in the saved file are not the source's. */
function changedOutside(
  source: Raster,
  { distance }: Drawing,
  saved: { data: ArrayLike<number>; channels: number },
) {
  const { width, height } = source;
  const { data, channels } = saved;
  let changed = 0;
  for (let y = 0, i = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, i += 1) {
      for (let c = 0; c < channels; c += 1)
        if (source.data[4 * i + c] !== data[channels * i + c]) {
          if (distance(x + 0.5, y + 0.5) > featherPx + 1) changed += 1;
          break;
        }
    }
  return changed;
}

const kinds = Object.entries(pictureKinds);
const isLarge = (kind: string) => /12 MP|50 MP/.test(kind);
const isMarked = (kind: string) => /opaque, 0.7 MP|partial alpha|16-bit/.test(kind);
const drawn: readonly DrawingKind[] = ['mask', 'marks', 'mask, marks'];
const cases = kinds.flatMap(([kind, make]) =>
  drawn
    .filter((drawing) => drawing === 'mask' || isMarked(kind))
    .flatMap((drawing) =>
      serverBehaviours
        .filter(({ name }) => (!isLarge(kind) && drawing === 'mask') || name === 'drifting')
        .map((behaviour) => [kind, drawing, behaviour.name, make, behaviour] as const),
    ),
);

/** An edit, its times and its memory. */
async function run(file: Blob, drawn: DrawingKind, behaviour: ServerBehaviour) {
  await commands.markMemory();
  const begun = performance.now();
  const source = await decodeRaster(file);
  const drawing = drawings[drawn](source);
  const plan = planEdit(source, drawing.steps, 'around-mask', rules, { takesMarks: true });
  const prepared = await prepareEdit(source, drawing.steps, featherPx, plan);
  const prepareMs = performance.now() - begun;
  const answer = toSpaceOf(source, redrawn(await decodeRaster(prepared.image), behaviour));
  const { coverage } = prepared;
  if (!coverage) throw new Error('the mask is empty');
  const edit: Edited = { source, drawing, plan, answer, coverage };
  const returned = performance.now();
  const outcome = await putBack(edit);
  const finishMs = performance.now() - returned;
  return { ...edit, outcome, prepareMs, finishMs, peak: await commands.peakMemory() };
}

interface Edited {
  readonly source: Raster;
  readonly drawing: Drawing;
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

/** Seams along the edge of what may change: of the result, and of a plain feather and a plain paste of the same answer. */
function seams({ source, drawing, plan, answer, coverage }: Edited, result: Raster) {
  const { crop } = plan;
  const before = toRaster8(cropRaster(source, crop));
  const band = new Uint8Array(crop.width * crop.height);
  for (let y = 0, i = 0; y < crop.height; y += 1)
    for (let x = 0; x < crop.width; x += 1, i += 1) {
      const distance = drawing.distance(crop.x + x + 0.5, crop.y + y + 0.5);
      band[i] = distance > -4 && distance < featherPx + 2 ? 1 : 0;
    }
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
  drawn: DrawingKind,
  server: string,
  { source, prepareMs, finishMs, peak }: Awaited<ReturnType<typeof run>>,
) => ({
  ...{ kind, drawn, server, prepareMs, finishMs, peak },
  ...{ width: source.width, height: source.height, bitDepth: source.bitDepth },
  profile: source.iccProfile?.name ?? '',
});

const casesOf = (wanted: (behaviour: ServerBehaviour) => boolean) =>
  cases.filter(([, , , , behaviour]) => wanted(behaviour));

describe('an edit changes nothing outside and leaves less of a seam than paste or feather', () => {
  it.each(casesOf(({ refused }) => !refused))(
    '%s, %s, a %s server',
    async (kind, drawn, server, make, behaviour) => {
      const edited = await run(await make(), drawn, behaviour);
      const { source, drawing, outcome } = edited;
      if (!outcome.png) throw new Error(`refused: ${outcome.refused}`);
      const { blended, png } = outcome;
      const saved = await readSaved(png, source.bitDepth);
      const changed = changedOutside(source, drawing, saved);
      const { plan, coverage } = edited;
      const decoded = await decodeRaster(png);
      const counted = countChangedOutside(source, decoded, plan.crop, coverage, featherPx);
      const { total } = counted;
      const put = { changed, total, ...seams(edited, blended.result) };
      rows.push({ ...rowOf(kind, drawn, server, edited), put });
      expect(changed).toBe(0);
      expect(counted.changed).toBe(0);
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
    '%s, %s, a %s server',
    async (kind, drawn, server, make, behaviour) => {
      const edited = await run(await make(), drawn, behaviour);
      const { refused } = edited.outcome;
      rows.push({ ...rowOf(kind, drawn, server, edited), refused });
      expect(refused).toBe(behaviour.refused);
    },
    90_000,
  );
});

afterAll(async () => {
  const place = ({ kind, drawn, server }: ExactnessRow) =>
    cases.findIndex(([name, what, by]) => name === kind && what === drawn && by === server);
  rows.sort((a, b) => place(a) - place(b));
  await commands.writeFile('out/exactness-table.md', exactnessTable(rows));
});
