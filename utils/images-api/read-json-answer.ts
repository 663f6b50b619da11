import { APIError } from 'openai';
import { AppError } from '../errors';
import type { AnswerContext } from './answer-context';
import { errorInJson, isFields } from './error-body';
import type { ImageAnswer } from './image-request';
import { loadPicture, pictureSource } from './picture';
import { parseJson } from './read-text';
import { readUsage } from './read-usage';

/**
 * The answer in one piece: `{data: [{b64_json}], usage}`.
 * @throws APIError for an error sent with status 200
 * @throws AppError answer-empty, answer-incomplete, answer-undecodable, answer-unreachable, not-an-images-api
 */
export async function readJsonAnswer(
  text: string,
  headers: Headers,
  context: AnswerContext,
): Promise<ImageAnswer> {
  const body = parseJson(text);
  const items = isFields(body) && Array.isArray(body.data) ? body.data : undefined;
  if (!items?.length) throwError(body, headers);
  if (!items) throw new AppError('not-an-images-api');
  const pictures = await loadAll(items, context);
  return { pictures, usage: readUsage(isFields(body) ? body.usage : undefined) };
}

function throwError(body: unknown, headers: Headers): void {
  const error = errorInJson(body);
  if (error) throw new APIError(undefined, error, undefined, headers);
}

/** All that are pictures, in order: one bad picture is no reason to lose the others, which are paid for. */
async function loadAll(items: readonly unknown[], context: AnswerContext): Promise<Blob[]> {
  const sources = items.map(pictureSource).filter((source) => source !== undefined);
  const loads = sources.map((source) => loadPicture(source, context.baseUrl, context.signal));
  const results = await Promise.allSettled(loads);
  const pictures = results.flatMap((result) =>
    result.status === 'fulfilled' ? [result.value] : [],
  );
  if (pictures.length > 0) return pictures;
  throw whyNone(results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : [])));
}

/** The first failure; where pictures are only out of reach, that, with the addresses of all. */
function whyNone(errors: readonly unknown[]): unknown {
  const outOfReach = errors.filter(
    (error) => error instanceof AppError && error.details.answerUrls,
  );
  const [first] = outOfReach;
  if (!(first instanceof AppError)) return errors[0] ?? new AppError('answer-empty');
  const answerUrls = outOfReach.flatMap((error) =>
    error instanceof AppError ? (error.details.answerUrls ?? []) : [],
  );
  return new AppError(first.code, { cause: first, details: { ...first.details, answerUrls } });
}
