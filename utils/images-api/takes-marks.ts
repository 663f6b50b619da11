import type { RefusedField } from '../settings/server-knowledge';
import type { Connection } from '../settings/settings';
import { findModel } from './models';

/** The field that drawn marks go in, in the place of a mask. */
export const markupField = 'markup';

/**
 * Whether marks can be sent: the model takes them, the server knows OpenAI's own form of a mask, and it
 * has not refused them for that model. Else they are not sent, and count for nothing.
 * @param refused what servers have refused so far
 */
export const takesMarks = (
  model: string,
  { baseUrl, maskForm = 'mask' }: Pick<Connection, 'baseUrl' | 'maskForm'>,
  refused: readonly RefusedField[],
): boolean =>
  findModel(model).supports.markup &&
  maskForm === 'mask' &&
  !refused.some(
    (entry) => entry.field === markupField && entry.baseUrl === baseUrl && entry.model === model,
  );
