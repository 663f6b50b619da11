import { AppError } from '../base/errors';

/** The whole body. @throws AppError answer-incomplete where the connection breaks; that of a body with a limit */
export async function readText(response: Response): Promise<string> {
  try {
    return await response.text();
  } catch (cause) {
    if (cause instanceof AppError) throw cause; // it is longer than it may be
    throw new AppError('answer-incomplete', { cause });
  }
}

/**
 * A body that should be JSON; white space around it is fine.
 * @throws AppError answer-empty, not-an-images-api (a page, a text), answer-incomplete (cut JSON)
 */
export function parseJson(text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === '') throw new AppError('answer-empty');
  try {
    return JSON.parse(trimmed);
  } catch (cause) {
    const isCut = trimmed.startsWith('{') || trimmed.startsWith('[');
    throw new AppError(isCut ? 'answer-incomplete' : 'not-an-images-api', { cause });
  }
}
