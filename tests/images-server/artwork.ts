import type { AnswerFault, Behaviour } from './behaviour';
import type { ImageJob } from './job';
import { encodePicture } from './painting/encode';
import { paintEdit } from './painting/paint-edit';
import { paintGeneration } from './painting/paint-generation';
import type { Picture } from './painting/picture';
import { reframed, type Size } from './sizes';

/** The size of the answer, image px: the one asked for, unless the server is told to reframe. */
export function answerSize(job: ImageJob, behaviour: Behaviour): Size {
  if (behaviour.registration !== 'reframed') return job.size;
  const { width, height } = job.size;
  return width === height ? { width: 1536, height: 1024 } : reframed(job.size);
}

/** Paints variant `index` of the job. */
export function paint(job: ImageJob, behaviour: Behaviour, index: number): Promise<Picture> {
  const size = answerSize(job, behaviour);
  return job.kind === 'edit'
    ? paintEdit(job, size, behaviour, index)
    : paintGeneration(job, size, index);
}

/** The finished picture's bytes, spoilt where the fault says so. */
export async function finished(
  picture: Picture,
  job: ImageJob,
  fault: AnswerFault | undefined,
): Promise<Buffer> {
  if (fault === 'undecodable_image') return Buffer.from('This is no picture, only its promise.');
  if (fault === 'one_pixel') return encodePicture(onePixel(picture), job);
  return encodePicture(picture, job);
}

function onePixel({ rgb, alpha }: Picture): Picture {
  return { width: 1, height: 1, rgb: rgb.subarray(0, 3), alpha: alpha?.subarray(0, 1) };
}
