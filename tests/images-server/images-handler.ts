import { answerJson } from './answer-json';
import { answerStream } from './answer-stream';
import type { AnswerFault } from './behaviour';
import { delay } from './delay';
import { moderationBlocked, serverError } from './errors';
import type { Exchange } from './exchange';
import { isErrorEvent } from './faults';
import { FieldReader } from './fields';
import type { ImageJob } from './job';
import { traitsOf } from './personalities';
import type { RequestBody } from './read-body';
import type { Route } from './routes';
import { validateEdit } from './validate-edit';
import { validateGeneration } from './validate-generation';

/** A prompt with one of these words is refused, as the real safety system would refuse others. */
const forbidden = /\bforbidden\b|금지/i;

/**
 * Parameters -> moderation -> work. From the work on the request counts as billed.
 * @throws ApiError for a refusal
 */
export async function handleImages(
  exchange: Exchange,
  route: Route,
  body: RequestBody,
  fault: AnswerFault | undefined,
): Promise<void> {
  const job = await validate(exchange, route, body);
  if (forbidden.test(job.prompt)) throw moderationBlocked();
  exchange.record.billed = true;
  await delay(exchange.behaviour.delayBeforeHeadersMs, exchange.signal, exchange.released);
  if (fault === 'reset_before_headers') return exchange.drop();
  if (isErrorEvent(fault) && !job.stream) throw serverError();
  return streams(exchange, job, fault)
    ? answerStream(exchange, job, fault)
    : answerJson(exchange, job, fault);
}

function validate({ behaviour }: Exchange, route: Route, body: RequestBody): Promise<ImageJob> {
  const traits = traitsOf(behaviour);
  const fields = new FieldReader(body);
  if (route.endpoint === 'edits') return validateEdit(fields, body.files, traits, route.name);
  return Promise.resolve().then(() => validateGeneration(fields, traits.strict, route.name));
}

const neverStreamed: ReadonlySet<AnswerFault> = new Set([
  'json_to_stream',
  'empty_body',
  'html_200',
  'whitespace_before_json',
]);

function streams({ behaviour }: Exchange, job: ImageJob, fault: AnswerFault | undefined): boolean {
  if (!job.stream || !traitsOf(behaviour).streams || behaviour.answerAs !== 'b64_json')
    return false;
  return !fault || !neverStreamed.has(fault);
}
