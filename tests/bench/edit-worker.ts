import { blendAnswer } from '../../utils/blend/blend-answer';
import { changedAround } from '../../utils/blend/changed-pixels';
import { rehearseBlending } from '../../utils/blend/rehearse';
import { decodeRaster } from '../../utils/codecs/decode';
import { encodePng } from '../../utils/codecs/png-write';
import type { MaskStep } from '../../utils/drawing/steps';
import { prepareEdit } from '../../utils/jobs/prepare-edit';
import { type EditPlan, planEdit } from '../../utils/plan/plan-edit';
import { defaultModels, findModel } from '../../utils/server/models';
import { paintAnswer } from './edit-answer';

/* Runs in a module worker of the browser: one job by the extension's own functions, or by a canvas. */

/**
 * ms of one edit's stages. `cropOnly` and `compositeOnly` are parts of the stages after them, done once
 * by themselves before, while their code is as cold as there; 0 where not asked for. They warm those
 * stages up, whose times are then of no use.
 */
export interface EditTimes {
  readonly decode: number;
  readonly prepare: number;
  readonly cropOnly: number;
  readonly decodeAnswer: number;
  readonly blend: number;
  /** The same once its code is warm, as for the second of several variants; 0 where not asked for. */
  readonly blendWarm: number;
  readonly compositeOnly: number;
  readonly encode: number;
  /** Bytes of the finished PNG. */
  readonly size: number;
}

/** ms that a canvas takes to decode a picture and to write it as PNG, unchanged. */
export interface CanvasTimes {
  readonly decode: number;
  readonly encode: number;
  /** Bytes of the PNG. */
  readonly size: number;
}

export interface Order {
  readonly job: 'edit' | 'edit-parts' | 'canvas';
  readonly picture: Blob;
  /** Image px. */
  readonly mask: MaskStep;
}

/** As the settings have it at first. */
const featherPx = 12;

/** Rounds of which the median is taken once the code is warm. */
const warmRounds = 5;

async function timed<T>(work: () => T | Promise<T>): Promise<readonly [result: T, ms: number]> {
  const start = performance.now();
  const result = await work();
  return [result, performance.now() - start];
}

async function edit({ job, picture, mask }: Order): Promise<EditTimes> {
  const rules = findModel(defaultModels.edits).sizes;
  const [original, decode] = await timed(() => decodeRaster(picture));
  const plan = planEdit(original, [mask], 'around-mask', rules);
  const withParts = job === 'edit-parts';
  const prepareBy = (how: EditPlan) => prepareEdit(original, [mask], featherPx, how);
  const [, cropOnly] = withParts
    ? await timed(() => prepareBy({ ...plan, masked: false }))
    : [0, 0];
  const [prepared, prepare] = await timed(() => prepareBy(plan));
  const { coverage } = prepared;
  if (!coverage) throw new Error('The edit was planned without its mask');
  const answerFile = await paintAnswer(prepared.image); // the server's time, not ours
  rehearseBlending(); // as the extension does meanwhile
  const [answer, decodeAnswer] = await timed(() => decodeRaster(answerFile));
  const blendBy = (matches: boolean) => () =>
    blendAnswer(original, answer, plan, coverage, {
      featherPx,
      register: matches,
      matchColour: matches,
      seamless: matches,
    });
  const [, compositeOnly] = withParts ? await timed(blendBy(false)) : [0, 0];
  const blendAll = () => {
    const blended = blendBy(true)();
    changedAround(original, plan.crop, answer, coverage);
    return blended;
  };
  const [{ result }, blend] = await timed(blendAll);
  const warm: number[] = [];
  for (let round = 0; withParts && round < warmRounds; round += 1)
    warm.push((await timed(blendAll))[1]);
  const blendWarm = warm.sort((a, b) => a - b)[warmRounds >> 1] ?? 0;
  const [file, encode] = await timed(() => encodePng(result));
  const { size } = file;
  return { decode, prepare, cropOnly, decodeAnswer, blend, blendWarm, compositeOnly, encode, size };
}

async function throughCanvas(picture: Blob): Promise<CanvasTimes> {
  const [canvas, decode] = await timed(async () => {
    const bitmap = await createImageBitmap(picture);
    const made = new OffscreenCanvas(bitmap.width, bitmap.height);
    made.getContext('2d')?.drawImage(bitmap, 0, 0);
    bitmap.close();
    return made;
  });
  const [file, encode] = await timed(() => canvas.convertToBlob({ type: 'image/png' }));
  return { decode, encode, size: file.size };
}

addEventListener('message', ({ data }: MessageEvent<Order>) => {
  const done = data.job === 'canvas' ? throughCanvas(data.picture) : edit(data);
  done.then(
    (times) => postMessage({ times }),
    (error: unknown) => postMessage({ error: String(error) }),
  );
});
postMessage('ready');
