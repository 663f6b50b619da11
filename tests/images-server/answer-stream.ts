import { answerSize, finished, paint } from './artwork';
import type { AnswerFault } from './behaviour';
import { delay, stall } from './delay';
import { serverError } from './errors';
import { type Exchange, open } from './exchange';
import { isErrorEvent } from './faults';
import type { ImageJob } from './job';
import { encodePartial } from './painting/encode';
import type { Picture } from './painting/picture';
import { errorBody, traitsOf } from './personalities';
import { sizeText } from './sizes';
import { type StreamEvent, writeEvent } from './sse';
import { usageOf } from './usage';

/**
 * Headers at once, then for each picture its previews and `completed`. With `n` > 1 every picture has
 * its own `completed`, whose `usage` is that picture's share (the input counts with the first).
 */
export async function answerStream(
  exchange: Exchange,
  job: ImageJob,
  fault: AnswerFault | undefined,
): Promise<void> {
  open(exchange, 'text/event-stream');
  if (fault === 'stall') return stall(exchange.signal);
  for (let index = 0; index < job.n; index += 1) {
    const picture = await paint(job, exchange.behaviour, index);
    const isLastPicture = index === job.n - 1;
    if (!(await streamPicture(exchange, job, picture, index, fault, isLastPicture))) break;
  }
  exchange.response.end();
}

/** @returns whether the stream goes on */
async function streamPicture(
  exchange: Exchange,
  job: ImageJob,
  picture: Picture,
  index: number,
  fault: AnswerFault | undefined,
  isLast: boolean,
): Promise<boolean> {
  const previews = Math.min(job.partialImages, exchange.behaviour.partialImages);
  for (let step = 0; step < previews; step += 1) {
    const data = await encodePartial(picture, job, step, previews);
    await next(exchange, partialEvent(exchange, job, data, step), fault, false);
    if (isErrorEvent(fault)) break;
  }
  if (fault === 'no_completed') return false;
  if (isErrorEvent(fault)) {
    await next(exchange, errorEvent(fault), undefined, true);
    return false;
  }
  const data = await finished(picture, job, fault);
  await next(exchange, completedEvent(exchange, job, data, index, previews), fault, isLast);
  return true;
}

async function next(
  exchange: Exchange,
  event: StreamEvent,
  fault: AnswerFault | undefined,
  isLast: boolean,
): Promise<void> {
  await delay(exchange.behaviour.delayBetweenEventsMs, exchange.signal);
  await writeEvent(exchange, event, fault, isLast);
}

function partialEvent(
  exchange: Exchange,
  job: ImageJob,
  data: Buffer,
  partial_image_index: number,
): StreamEvent {
  const name = `${eventPrefix(job)}.partial_image`;
  return { name, data: { type: name, ...pictureFields(exchange, job, data), partial_image_index } };
}

function completedEvent(
  exchange: Exchange,
  job: ImageJob,
  data: Buffer,
  index: number,
  partialImages: number,
): StreamEvent {
  const name = `${eventPrefix(job)}.completed`;
  const { prompt, quality } = job;
  const usage = usageOf({
    prompt: index === 0 ? prompt : '',
    inputs: index === 0 ? job.images : [],
    output: answerSize(job, exchange.behaviour),
    quality,
    images: 1,
    partialImages,
  });
  return { name, data: { type: name, ...pictureFields(exchange, job, data), usage } };
}

function pictureFields(
  { behaviour }: Exchange,
  job: ImageJob,
  data: Buffer,
): Record<string, unknown> {
  return {
    b64_json: traitsOf(behaviour).base64Prefix + data.toString('base64'),
    created_at: Math.floor(Date.now() / 1000),
    size: sizeText(answerSize(job, behaviour)),
    quality: job.quality,
    background: job.background,
    output_format: job.format,
  };
}

function eventPrefix(job: ImageJob): string {
  return job.kind === 'edit' ? 'image_edit' : 'image_generation';
}

function errorEvent(fault: AnswerFault | undefined): StreamEvent {
  const { error } = errorBody(serverError());
  return { name: 'error', data: fault === 'error_event' ? { type: 'error', error } : error };
}
