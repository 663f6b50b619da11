import { createJob } from '../../../components/session/create-job';
import type { Size } from '../../../utils/base/geometry';
import { encodePng } from '../../../utils/codecs/png-write';
import { type DrawingStep, type MaskStep, packDrawing } from '../../../utils/drawing/steps';
import { createAnswerKeeper } from '../../../utils/jobs/keep-answers';
import { runEdit } from '../../../utils/jobs/run-edit';
import { type Library, openLibrary } from '../../../utils/library/database';
import { addImage } from '../../../utils/library/images';
import type { EditJob, JobRecord } from '../../../utils/library/jobs';
import type { ImageRecord } from '../../../utils/library/records';
import type { Raster } from '../../../utils/pixels/raster';
import type { EditJobOptions } from '../../../utils/plan/options';
import type { EditRequest, ImageAnswer } from '../../../utils/server/request';
import { type Redrawing, render, type Scene } from '../../unit/blend/scene';

/** What the fake server was asked, and the job as it stands in the library afterwards. */
export interface RanEdit {
  readonly job: EditJob;
  readonly requests: readonly EditRequest[];
  readonly error: unknown;
}

export interface EditSetup {
  readonly library: Library;
  readonly image: ImageRecord;
}

/** Waves that never repeat: detail at every place, quick to ask for. */
const detail: Scene = (x, y) => {
  const tone =
    128 +
    34 * Math.sin(x / 7.3 + 3 * Math.sin(y / 31)) * Math.sin(y / 5.9 + 2 * Math.sin(x / 47)) +
    40 * Math.sin((x + 2 * y) / 83);
  return [tone, 0.8 * tone + 0.02 * x, 0.6 * tone + 20];
};

const fence: Scene = (x, y) => {
  const tone = 120 + 60 * Math.sin(x / 3.3 + y / 50) + 15 * Math.sin(y / 11);
  return [tone, 0.9 * tone, 0.7 * tone];
};

const options: EditJobOptions = {
  model: 'gpt-image-2.6-sunburst',
  quality: 'auto',
  variants: 1,
  featherPx: 12,
  scope: 'around-mask',
};

/** A picture with detail everywhere, so that a moved or another one is told from it. */
export const detailed = ({ width, height }: Size, how: Redrawing = {}): Raster =>
  render(detail, width, height, how);

export const otherScene = ({ width, height }: Size): Raster => render(fence, width, height);

/** A library of its own with one image in it. */
export async function setUp(blob: Blob): Promise<EditSetup> {
  const library = openLibrary(`test-${crypto.randomUUID()}`);
  return { library, image: await addImage(library, { blob, source: 'file', page: {} }) };
}

const files = new Map<string, Promise<Blob>>();

/** A library of its own with a picture with detail everywhere, which is drawn and encoded once a size: that takes longer than an edit. */
export async function setUpDetailed(size: Size): Promise<EditSetup> {
  const key = `${size.width} × ${size.height}`;
  const file = files.get(key) ?? encodePng(detailed(size));
  files.set(key, file);
  return setUp(await file);
}

export const square = (x: number, y: number, side: number): MaskStep => ({
  kind: 'rectangle',
  mode: 'add',
  rect: { x, y, width: side, height: side },
});

/** @throws Error where it is none */
function asEdit(job: JobRecord | undefined): EditJob {
  if (job?.kind !== 'edit') throw new Error('not an edit');
  return job;
}

/** Runs an edit against a server that answers with what `answers` makes of the request. */
export async function edit(
  { library, image }: EditSetup,
  steps: readonly DrawingStep[],
  answers: (request: EditRequest) => Promise<readonly Blob[]>,
  change: Partial<EditJobOptions> = {},
  references?: readonly string[],
): Promise<RanEdit> {
  const requests: EditRequest[] = [];
  const job = await createJob(library, {
    kind: 'edit',
    imageId: image.id,
    drawing: packDrawing(steps),
    prompt: 'a cat',
    options: { ...options, ...change },
    ...(references ? { references } : {}),
  });
  const editImage = async (_: unknown, __: unknown, request: EditRequest): Promise<ImageAnswer> => {
    requests.push(request);
    return { pictures: await answers(request) };
  };
  const connection = () => Promise.resolve({ apiKey: 'k', baseUrl: 'http://127.0.0.1' });
  const fetchAnswer = () => Promise.reject(new Error('nothing to fetch'));
  const takesMarks = () => Promise.resolve(true);
  const keeper = createAnswerKeeper(library);
  const deps = { library, keeper, connection, fetchAnswer, takesMarks, editImage };
  const error: unknown = await runEdit(new AbortController().signal, asEdit(job), deps).catch(
    (caught: unknown) => caught,
  );
  return { job: asEdit(await library.jobs.get(job.id)), requests, error };
}
