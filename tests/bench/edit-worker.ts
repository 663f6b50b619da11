import { blendAnswer } from '../../utils/edits/blend-answer';
import { decodeRaster } from '../../utils/image/decode';
import { encodePng } from '../../utils/image/encode-png';
import { defaultModels, findModel } from '../../utils/images-api/models';
import { type EditPlan, planEdit } from '../../utils/jobs/plan-edit';
import { prepareEdit } from '../../utils/jobs/prepare-edit';
import type { BrushStroke } from '../../utils/mask/steps';
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
}

/** As the settings have it at first. */
const featherPx = 12;

/** A stroke as over a thing of the size of a hand: 400 px long and 90 px wide. */
const stroke: BrushStroke = {
  kind: 'stroke',
  mode: 'add',
  size: 90,
  hasPressure: false,
  points: Array.from({ length: 60 }, (_, i) => [
    1900 + (400 * i) / 59,
    1500 + 60 * Math.sin(i / 9),
    0.5,
  ]),
};

async function timed<T>(work: () => T | Promise<T>): Promise<readonly [result: T, ms: number]> {
  const start = performance.now();
  const result = await work();
  return [result, performance.now() - start];
}

async function edit(picture: Blob, withParts: boolean): Promise<EditTimes> {
  const rules = findModel(defaultModels.edits).sizes;
  const [original, decode] = await timed(() => decodeRaster(picture));
  const plan = planEdit(original, [stroke], 'around-mask', rules);
  const prepareBy = (how: EditPlan) => prepareEdit(original, [stroke], featherPx, how);
  const [, cropOnly] = withParts
    ? await timed(() => prepareBy({ ...plan, masked: false }))
    : [0, 0];
  const [prepared, prepare] = await timed(() => prepareBy(plan));
  const { coverage } = prepared;
  if (!coverage) throw new Error('The edit was planned without its mask');
  const answerFile = await paintAnswer(prepared.image); // the server's time, not ours
  const [answer, decodeAnswer] = await timed(() => decodeRaster(answerFile));
  const blendBy = (matches: boolean) => () =>
    blendAnswer(original, answer, plan, coverage, {
      featherPx,
      register: matches,
      matchColour: matches,
    });
  const [, compositeOnly] = withParts ? await timed(blendBy(false)) : [0, 0];
  const [{ result }, blend] = await timed(blendBy(true));
  const [file, encode] = await timed(() => encodePng(result));
  const { size } = file;
  return { decode, prepare, cropOnly, decodeAnswer, blend, compositeOnly, encode, size };
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
  const { job, picture } = data;
  const done = job === 'canvas' ? throughCanvas(picture) : edit(picture, job === 'edit-parts');
  done.then(
    (times) => postMessage({ times }),
    (error: unknown) => postMessage({ error: String(error) }),
  );
});
postMessage('ready');
