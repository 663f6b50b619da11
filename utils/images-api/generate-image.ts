import type { Connection } from '../settings/settings';
import { callImages } from './call-images';
import {
  type AnswerListeners,
  checkRequest,
  commonFields,
  type GenerationRequest,
  type ImageAnswer,
} from './image-request';
import { timeLimitsOf } from './time-limits';

/**
 * `POST /images/generations`: sends one request and waits for its pictures. Nothing is ever sent again.
 * @throws AppError of the server's or the connection's; before sending: key-missing, key-malformed,
 * base-url-invalid, prompt-empty, prompt-too-long, size-invalid
 * @throws AbortError when `signal` aborts
 */
export async function generateImage(
  signal: AbortSignal,
  connection: Connection,
  request: GenerationRequest,
  listeners: AnswerListeners = {},
  limits = timeLimitsOf(connection),
): Promise<ImageAnswer> {
  checkRequest(request);
  return callImages(signal, {
    connection,
    request,
    listeners,
    limits,
    send: (client, options) => client.images.generate(fieldsOf(request), options).asResponse(),
  });
}

function fieldsOf(request: GenerationRequest) {
  const { moderation, dropped = [] } = request;
  const isLow = moderation === 'low' && !dropped.includes('moderation');
  return { ...commonFields(request), ...(isLow ? { moderation } : {}) };
}
