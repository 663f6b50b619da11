import { APIError } from 'openai';
import { Stream } from 'openai/core/streaming';
import { AppError } from '../errors';
import type { AnswerContext } from './answer-context';
import { errorInJson, isFields } from './error-body';
import type { ImageAnswer } from './image-request';
import { loadPicture, type PictureSource, pictureSource, previewOf } from './picture';
import { readUsage } from './read-usage';

/** True for the text of server-sent events that came under another content type. */
export const looksLikeStream = (text: string): boolean => /^\s*(event|data|id):/.test(text);

interface Completed {
  readonly source: PictureSource;
  readonly usage: unknown;
}

/**
 * The answer as server-sent events: previews, then one `….completed`. Once that came nothing later
 * counts: not how the stream ends, nor whether it does.
 * @throws APIError for an `error` event
 * @throws AppError answer-incomplete where no `completed` came; answer-undecodable, answer-unreachable
 */
export async function readStreamAnswer(
  response: Response,
  context: AnswerContext,
): Promise<ImageAnswer> {
  const completed = await readEvents(response, context);
  const picture = await loadPicture(completed.source, context.baseUrl, context.signal);
  return { pictures: [picture], usage: readUsage(completed.usage) };
}

async function readEvents(response: Response, context: AnswerContext): Promise<Completed> {
  let completed: Completed | undefined;
  try {
    // The controller is the stream's own: the body is aborted from outside.
    const own = new AbortController();
    for await (const event of Stream.fromSSEResponse<unknown>(response, own, context.client)) {
      if (completed) continue;
      completed = readEvent(event, response.headers, context);
      if (completed?.source.base64 !== undefined) context.onComplete();
    }
  } catch (error) {
    if (!completed) throw named(error);
  }
  if (!completed) throw new AppError('answer-incomplete');
  return completed;
}

/** Tells of a preview; returns the finished picture when the event brings it. */
function readEvent(
  event: unknown,
  headers: Headers,
  context: AnswerContext,
): Completed | undefined {
  if (!isFields(event)) return undefined;
  const type = String(event.type);
  const source = pictureSource(event);
  if (type.endsWith('.completed') && source) return { source, usage: event.usage };
  if (type.endsWith('.partial_image')) tellPreview(event.partial_image_index, source, context);
  const error = type === 'error' ? (errorInJson(event) ?? event) : errorInJson(event);
  if (error) throw new APIError(undefined, error, undefined, headers);
  return undefined;
}

function tellPreview(
  index: unknown,
  source: PictureSource | undefined,
  { listeners }: AnswerContext,
): void {
  const preview = previewOf(source);
  if (preview) listeners.onPartial?.(preview, typeof index === 'number' ? index : 0);
}

/** A broken connection and an event cut in the middle are the same to the user. */
const named = (error: unknown): unknown =>
  error instanceof APIError || error instanceof AppError
    ? error
    : new AppError('answer-incomplete', { cause: error });
