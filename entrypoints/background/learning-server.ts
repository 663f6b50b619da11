import { AppError } from '../../utils/errors';
import type { editImage } from '../../utils/images-api/edit-image';
import type { generateImage } from '../../utils/images-api/generate-image';
import type { GenerationRequest } from '../../utils/images-api/image-request';
import { markupField } from '../../utils/images-api/takes-marks';
import { refusedBy, rememberRefusal } from '../../utils/settings/server-knowledge';
import type { Connection } from '../../utils/settings/settings';

/** Marks are told apart by their own code: they are never left out of a request that was made with them. */
const refusedField = ({ code, details }: AppError): string | undefined => {
  if (code === 'marks-refused') return markupField;
  return code === 'parameter-unknown' ? details.substitutions?.[0] : undefined;
};

/** Remembers a field that a server does not know; such a refusal is not billed. */
async function learnFrom(error: unknown, baseUrl: string, model: string): Promise<void> {
  const field = error instanceof AppError && refusedField(error);
  if (field) await rememberRefusal({ baseUrl, model, field });
}

async function learning<T>(
  { baseUrl }: Connection,
  request: GenerationRequest,
  send: (dropped: readonly string[]) => Promise<T>,
): Promise<T> {
  try {
    return await send(await refusedBy(baseUrl, request.model));
  } catch (error) {
    await learnFrom(error, baseUrl, request.model);
    throw error;
  }
}

/** Makes a call that leaves out what the server is known to refuse, and learns from refusals. */
export const learningEdit =
  (edit: typeof editImage): typeof editImage =>
  (signal, connection, request, listeners, limits) =>
    learning(connection, request, (dropped) =>
      edit(signal, connection, { ...request, dropped }, listeners, limits),
    );

export const learningGeneration =
  (generate: typeof generateImage): typeof generateImage =>
  (signal, connection, request, listeners, limits) =>
    learning(connection, request, (dropped) =>
      generate(signal, connection, { ...request, dropped }, listeners, limits),
    );
