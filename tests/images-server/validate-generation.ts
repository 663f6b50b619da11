import type { FieldReader } from './fields';
import type { ImageJob } from './job';
import { requestedSize } from './sizes';
import { commonFields, readCommon, readModel } from './validate-common';

/** Every field that `POST /v1/images/generations` takes. */
export const generationFields: readonly string[] = [...commonFields, 'moderation'];

/**
 * @param deployment Azure's model name from the path
 * @throws ApiError naming the field
 */
export function validateGeneration(
  fields: FieldReader,
  strict: boolean,
  deployment?: string,
): ImageJob {
  if (strict) fields.refuseUnknown(generationFields);
  const model = readModel(fields, strict, deployment);
  const common = readCommon(fields, model);
  fields.choice('moderation', ['auto', 'low']);
  const size = requestedSize(fields.text('size'), undefined, model, strict);
  return { kind: 'generation', ...common, size, images: [], mask: undefined, markup: undefined };
}
