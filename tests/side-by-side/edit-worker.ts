import { AppError } from '../../utils/base/errors';
import { grow, intersect, type Rect, rectOf } from '../../utils/base/geometry';
import { type BlendOptions, blendAnswer } from '../../utils/blend/blend-answer';
import { decodeRaster } from '../../utils/codecs/decode';
import { encodePng } from '../../utils/codecs/png-write';
import type { EllipseStep } from '../../utils/drawing/steps';
import { prepareEdit } from '../../utils/jobs/prepare-edit';
import { cropRaster } from '../../utils/pixels/raster';
import { planEdit } from '../../utils/plan/plan-edit';
import { defaultModels, findModel } from '../../utils/server/models';

/* Runs in a module worker of the browser: one edit by the local images server, blended in three ways. */

export interface Order {
  readonly picture: Blob;
  readonly step: EllipseStep;
  readonly prompt: string;
  readonly server: { readonly baseUrl: string; readonly apiKey: string };
}

/** PNGs of the surroundings of the mask: before, and by each way; or why the answer was refused. */
export type Outcome = readonly Blob[] | { readonly refused: string };

const featherPx = 12;
/** Px shown around the mask. */
const margin = 70;

const plain = { register: false, matchColour: false, seamless: false };
const ways: readonly BlendOptions[] = [
  { ...plain, featherPx: 0 },
  { ...plain, featherPx },
  { featherPx, register: true, matchColour: true, seamless: true },
];

async function ask({ prompt, server }: Order, image: Blob, mask: Blob, size: string) {
  const form = new FormData();
  form.append('model', defaultModels.edits);
  form.append('size', size);
  form.append('prompt', prompt);
  form.append('image', new File([image], 'image.png', { type: 'image/png' }));
  form.append('mask', new File([mask], 'mask.png', { type: 'image/png' }));
  const headers = { authorization: `Bearer ${server.apiKey}` };
  const init = { method: 'POST', headers, body: form };
  const answer = await (await fetch(`${server.baseUrl}/images/edits`, init)).json();
  const base64: string = answer.data[0].b64_json;
  return (await fetch(`data:image/png;base64,${base64}`)).blob();
}

async function edit(order: Order): Promise<Outcome> {
  const { picture, step } = order;
  const original = await decodeRaster(picture);
  const plan = planEdit(original, [step], 'around-mask', findModel(defaultModels.edits).sizes);
  const { image, mask, coverage } = await prepareEdit(original, [step], featherPx, plan);
  if (!mask || !coverage) throw new Error('The edit was planned without its mask');
  const { width, height } = plan.requestSize;
  const answer = await decodeRaster(await ask(order, image, mask, `${width}x${height}`));
  const shown: Rect = intersect(grow(step.rect, margin), rectOf(original)) ?? step.rect;
  try {
    const results = ways.map((way) => blendAnswer(original, answer, plan, coverage, way).result);
    return Promise.all([original, ...results].map((one) => encodePng(cropRaster(one, shown))));
  } catch (error) {
    if (error instanceof AppError) return { refused: error.code };
    throw error;
  }
}

addEventListener('message', ({ data }: MessageEvent<Order>) => {
  edit(data).then(
    (outcome) => postMessage({ outcome }),
    (error: unknown) => postMessage({ error: String(error) }),
  );
});
postMessage('ready');
