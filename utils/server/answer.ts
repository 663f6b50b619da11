import { APIError, type OpenAI } from 'openai';
import { Stream } from 'openai/core/streaming';
import { AppError } from '../base/errors';
import { maxPictures, maxPreviews, withinLines } from './limits';
import type { Usage } from './models';
import { loadPicture, type PictureSource, pictureSource, previewOf } from './picture';
import { parseJson, readText } from './read-text';
import { errorInJson, isFields } from './refusals';
import type { AnswerListeners, ImageAnswer } from './request';

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

/**
 * The answer in one piece: `{data: [{b64_json}], usage}`.
 * @throws APIError for an error sent with status 200
 * @throws AppError answer-empty, answer-incomplete, answer-undecodable, answer-unreachable, not-an-images-api
 */
async function readJsonAnswer(
  text: string,
  headers: Headers,
  context: AnswerContext,
): Promise<ImageAnswer> {
  const body = parseJson(text);
  const items = isFields(body) && Array.isArray(body.data) ? body.data : undefined;
  if (!items?.length) throwError(body, headers);
  if (!items) throw new AppError('not-an-images-api');
  const usage = readUsage(isFields(body) ? body.usage : undefined);
  context.onPaid(usage);
  return { ...(await loadAll(items, context)), usage };
}

function throwError(body: unknown, headers: Headers): void {
  const error = errorInJson(body);
  if (error) throw new APIError(undefined, error, undefined, headers);
}

/** All that are pictures, in order: one bad picture is no reason to lose the others, which are paid for. */
async function loadAll(
  items: readonly unknown[],
  context: AnswerContext,
): Promise<Pick<ImageAnswer, 'pictures' | 'unreached'>> {
  const sources = items
    .map(pictureSource)
    .filter((source) => source !== undefined)
    .slice(0, maxPictures);
  const loads = sources.map((source) => loadPicture(source, context.baseUrl, context.signal));
  const results = await Promise.allSettled(loads);
  const pictures = results.flatMap((result) =>
    result.status === 'fulfilled' ? [result.value] : [],
  );
  const errors = results.flatMap((result) =>
    result.status === 'rejected' ? [result.reason as unknown] : [],
  );
  const unreached = unreachedOf(errors);
  if (pictures.length > 0) return { pictures, unreached };
  throw unreached ?? errors[0] ?? new AppError('answer-empty');
}

/** Where pictures are only out of reach: that, with the addresses of all of them. */
function unreachedOf(errors: readonly unknown[]): AppError | undefined {
  const outOfReach = errors.filter(
    (error) => error instanceof AppError && error.details.answerUrls,
  );
  const [first] = outOfReach;
  if (!(first instanceof AppError)) return undefined;
  const answerUrls = outOfReach.flatMap((error) =>
    error instanceof AppError ? (error.details.answerUrls ?? []) : [],
  );
  return new AppError(first.code, { cause: first, details: { ...first.details, answerUrls } });
}

/** True for the text of server-sent events that came under another content type. */
const looksLikeStream = (text: string): boolean => /^\s*(event|data|id):/.test(text);

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
async function readStreamAnswer(response: Response, context: AnswerContext): Promise<ImageAnswer> {
  const completed = await readEvents(response, context);
  const usage = readUsage(completed.usage);
  context.onPaid(usage);
  const picture = await loadPicture(completed.source, context.baseUrl, context.signal);
  return { pictures: [picture], usage };
}

async function readEvents(response: Response, context: AnswerContext): Promise<Completed> {
  let completed: Completed | undefined;
  let previews = 0;
  const onPartial: AnswerListeners['onPartial'] = (picture, index) => {
    if (++previews <= maxPreviews) context.listeners.onPartial?.(picture, index);
  };
  try {
    // The controller is the stream's own: the body is aborted from outside.
    const own = new AbortController();
    const bounded = withinLines(response);
    for await (const event of Stream.fromSSEResponse<unknown>(bounded, own, context.client)) {
      if (completed) continue;
      completed = readEvent(event, response.headers, { ...context, listeners: { onPartial } });
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

/**
 * So many tokens no answer has: ten pictures in 4K at high quality are 237,000 (see `price.ts`). A count beyond
 * belief would fill the month's limit.
 */
const mostTokens = 2_000_000;

const tokens = (value: unknown): number | undefined =>
  typeof value === 'number' && value >= 0 && value <= mostTokens ? value : undefined;

const isBeyondBelief = (value: unknown): boolean =>
  typeof value === 'number' && tokens(value) === undefined;

/**
 * The tokens of an answer, or undefined where the server did not count them, or not in earnest. Input tokens without details
 * count as those of images, the dearer kind.
 */
function readUsage(usage: unknown): Usage | undefined {
  if (!isFields(usage)) return undefined;
  const outputTokens = tokens(usage.output_tokens);
  if (outputTokens === undefined) return undefined;
  const details = isFields(usage.input_tokens_details) ? usage.input_tokens_details : {};
  const counts = [usage.input_tokens, details.text_tokens, details.image_tokens];
  if (counts.some(isBeyondBelief)) return undefined;
  const inputTextTokens = tokens(details.text_tokens) ?? 0;
  const undetailed = Math.max(0, (tokens(usage.input_tokens) ?? 0) - inputTextTokens);
  const inputImageTokens = tokens(details.image_tokens) ?? undetailed;
  return { inputTextTokens, inputImageTokens, outputTokens };
}

/** What reading an answer needs besides the answer. */
interface AnswerContext {
  readonly client: OpenAI;
  readonly baseUrl: string;
  /** Aborts downloads of pictures that the answer only links to. */
  readonly signal: AbortSignal;
  readonly listeners: AnswerListeners;
  /** Called once when it is known what the answer has cost, before pictures are fetched. */
  onPaid(usage: Usage | undefined): void;
  /** Called once when the picture is wholly there, whatever the stream still does. */
  onComplete(): void;
}
