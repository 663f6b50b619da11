import type { AnswerContext } from './answer-context';
import type { ImageAnswer } from './image-request';
import { readJsonAnswer } from './read-json-answer';
import { looksLikeStream, readStreamAnswer } from './read-stream-answer';
import { readText } from './read-text';

/**
 * Reads an answer of status 2xx by what it is, not by what was asked for: servers that do not stream
 * answer JSON to `stream: true`, for which the SDK's stream would yield nothing and no error.
 * @throws AppError or the SDK's APIError for errors that the answer carries
 */
export async function readAnswer(response: Response, context: AnswerContext): Promise<ImageAnswer> {
  if (isEventStream(response)) return readStreamAnswer(response, context);
  const text = await readText(response);
  const { headers } = response;
  if (looksLikeStream(text)) return readStreamAnswer(new Response(text, { headers }), context);
  return readJsonAnswer(text, headers, context);
}

const isEventStream = (response: Response): boolean =>
  /^\s*text\/event-stream\b/i.test(response.headers.get('content-type') ?? '');
