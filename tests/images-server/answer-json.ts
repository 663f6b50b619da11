import { answerSize, finished, paint } from './artwork';
import type { AnswerFault } from './behaviour';
import { stall } from './delay';
import { type Exchange, open, send, write } from './exchange';
import { htmlPage } from './faults';
import type { ImageJob } from './job';
import { traitsOf } from './personalities';
import { sizeText } from './sizes';
import { usageOf } from './usage';

/** Answers `{created, data, …}` in one piece, or spoilt as `fault` says. */
export async function answerJson(
  exchange: Exchange,
  job: ImageJob,
  fault: AnswerFault | undefined,
): Promise<void> {
  switch (fault) {
    case 'empty_body':
      return send(exchange, 200, 'application/json', '');
    case 'html_200':
      return send(exchange, 200, 'text/html', htmlPage('Just a moment…'));
    case 'stall':
      open(exchange, 'application/json');
      return stall(exchange.signal);
    default:
      return sendText(exchange, JSON.stringify(await imagesResponse(exchange, job, fault)), fault);
  }
}

async function sendText(
  exchange: Exchange,
  text: string,
  fault: AnswerFault | undefined,
): Promise<void> {
  if (fault === 'whitespace_before_json') {
    return send(exchange, 200, 'application/json', `\n\n  \n${text}`);
  }
  if (fault !== 'cut_in_base64' && fault !== 'ended_in_base64') {
    return send(exchange, 200, 'application/json', text);
  }
  open(exchange, 'application/json');
  await write(exchange, text.slice(0, text.length / 2));
  if (fault === 'cut_in_base64') exchange.drop();
  else exchange.response.end();
}

async function imagesResponse(
  exchange: Exchange,
  job: ImageJob,
  fault: AnswerFault | undefined,
): Promise<unknown> {
  const count = fault === 'no_completed' ? 0 : job.n;
  const data: unknown[] = [];
  for (let index = 0; index < count; index += 1) {
    const picture = await paint(job, exchange.behaviour, index);
    data.push(await imageItem(exchange, job, await finished(picture, job, fault)));
  }
  const created = Math.floor(Date.now() / 1000);
  if (traitsOf(exchange.behaviour).bare) return { created, data };
  const output = answerSize(job, exchange.behaviour);
  const { prompt, images, quality, n, background } = job;
  return {
    created,
    background,
    data,
    output_format: job.format,
    quality,
    size: sizeText(output),
    usage: usageOf({ prompt, inputs: images, output, quality, images: n, partialImages: 0 }),
  };
}

async function imageItem(
  { behaviour, files }: Exchange,
  job: ImageJob,
  data: Buffer,
): Promise<Record<string, string>> {
  if (behaviour.answerAs === 'b64_json') {
    return { b64_json: traitsOf(behaviour).base64Prefix + data.toString('base64') };
  }
  const path = files.put(data, job.format);
  const origin = behaviour.answerAs === 'url' ? await files.secondOrigin() : '';
  return { url: origin + path };
}
