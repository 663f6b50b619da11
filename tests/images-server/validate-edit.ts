import { invalidValue } from './errors';
import type { FieldReader } from './fields';
import type { ImageJob } from './job';
import type { ServedModel } from './models';
import type { PersonalityTraits } from './personalities';
import type { UploadedFile } from './read-body';
import { requestedSize } from './sizes';
import { commonFields, readCommon, readModel, requireSupport } from './validate-common';
import { overlayFile, sourceImages } from './validate-files';

/** Every field that `POST /v1/images/edits` takes; `image[]` counts as `image`. */
export const editFields: readonly string[] = [
  ...commonFields,
  'image',
  'mask',
  'markup',
  'input_fidelity',
];

/**
 * @param deployment Azure's model name from the path
 * @throws ApiError naming the field
 */
export async function validateEdit(
  fields: FieldReader,
  files: readonly UploadedFile[],
  traits: PersonalityTraits,
  deployment?: string,
): Promise<ImageJob> {
  const { strict } = traits;
  if (strict) fields.refuseUnknown(editFields);
  const model = readModel(fields, strict, deployment);
  const common = readCommon(fields, model);
  checkFidelity(fields, model);
  const size = fields.text('size');
  const images = await sourceImages(files);
  const first = images[0];
  const target = requestedSize(size, first, model, strict);
  const overlays = await readOverlays(fields, files, model, traits, first);
  return { kind: 'edit', ...common, size: target, images, ...overlays };
}

function checkFidelity(fields: FieldReader, model: ServedModel): void {
  if (!fields.has('input_fidelity')) return;
  if (!model.takes.includes('input_fidelity')) {
    const message = `The model '${model.id}' does not support 'input_fidelity'.`;
    throw invalidValue('input_fidelity', message);
  }
  fields.choice('input_fidelity', model.id === 'gpt-image-1-mini' ? ['low'] : ['low', 'high']);
}

async function readOverlays(
  fields: FieldReader,
  files: readonly UploadedFile[],
  model: ServedModel,
  traits: PersonalityTraits,
  first: { width: number; height: number } | undefined,
): Promise<Pick<ImageJob, 'mask' | 'markup'>> {
  const names = traits.strict ? ['mask'] : ['mask', 'mask_image'];
  const mask = files.find((file) => names.includes(file.field));
  const markup = files.find((file) => file.field === 'markup');
  if (markup) requireSupport(model, 'markup');
  if (mask && markup) throw invalidValue('markup', "'markup' cannot be combined with 'mask'.");
  for (const name of ['image', 'mask', 'markup']) {
    if (fields.has(name)) throw invalidValue(name, `Expected '${name}' to be a file.`);
  }
  return {
    mask: mask && (await overlayFile(mask, first, traits.mask === 'alpha')),
    markup: markup && (await overlayFile(markup, first, true)),
  };
}
