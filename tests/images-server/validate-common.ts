import {
  ApiError,
  invalidValue,
  missingParameter,
  modelNotFound,
  unknownParameter,
} from './errors';
import type { FieldReader } from './fields';
import type { ImageJob } from './job';
import { anyModel, DEFAULT_MODEL, findModel, type ServedModel } from './models';

const MAX_PROMPT_LENGTH = 32_000;
const FORMATS = ['png', 'jpeg', 'webp'] as const;
const BACKGROUNDS = ['transparent', 'opaque', 'auto'] as const;

/** Fields that both endpoints take. */
export const COMMON_FIELDS = [
  'prompt',
  'model',
  'n',
  'size',
  'quality',
  'background',
  'output_format',
  'output_compression',
  'stream',
  'partial_images',
  'user',
  'safety_identifier',
  'complexity',
] as const;

/** @throws ApiError `model_not_found` */
export function readModel(fields: FieldReader, strict: boolean, deployment?: string): ServedModel {
  const id = deployment ?? fields.text('model') ?? DEFAULT_MODEL;
  const model = strict ? findModel(id) : anyModel(id);
  if (!model) throw modelNotFound(id);
  return model;
}

export type CommonParameters = Omit<ImageJob, 'kind' | 'size' | 'images' | 'mask' | 'markup'>;

/** Checks what both endpoints share. @throws ApiError naming the field */
export function readCommon(fields: FieldReader, model: ServedModel): CommonParameters {
  if (fields.has('complexity')) {
    requireSupport(model, 'complexity');
    fields.choice('complexity', ['low', 'medium', 'high']);
  }
  const quality = fields.choice('quality', model.qualities) ?? 'auto';
  return {
    prompt: readPrompt(fields),
    model: model.id,
    n: fields.integer('n', 1, 10) ?? 1,
    quality: quality === 'auto' ? 'medium' : quality,
    ...readOutput(fields),
    ...readStream(fields),
  };
}

/** @throws ApiError `unknown_parameter` when the model does not take the field */
export function requireSupport(model: ServedModel, field: string): void {
  if (!model.takes.includes(field)) throw unknownParameter(field);
}

function readPrompt(fields: FieldReader): string {
  const prompt = fields.text('prompt');
  if (prompt === undefined || prompt.trim() === '') throw missingParameter('prompt');
  if (prompt.length <= MAX_PROMPT_LENGTH) return prompt;
  const message = `Invalid 'prompt': at most ${MAX_PROMPT_LENGTH} characters, got ${prompt.length}.`;
  throw new ApiError(message, { status: 400, param: 'prompt', code: 'string_above_max_length' });
}

function readOutput(fields: FieldReader): Pick<ImageJob, 'format' | 'compression' | 'background'> {
  const format = fields.choice('output_format', FORMATS) ?? 'png';
  const compression = fields.integer('output_compression', 0, 100);
  if (format === 'png' && compression !== undefined && compression < 100) {
    throw invalidValue('output_compression', 'Compression is supported for jpeg and webp only.');
  }
  const background = fields.choice('background', BACKGROUNDS) ?? 'auto';
  if (background === 'transparent' && format === 'jpeg') {
    throw invalidValue('background', 'A transparent background needs output format png or webp.');
  }
  return {
    format,
    compression: compression ?? 100,
    background: background === 'transparent' ? 'transparent' : 'opaque',
  };
}

function readStream(fields: FieldReader): Pick<ImageJob, 'stream' | 'partialImages'> {
  const stream = fields.flag('stream');
  const partialImages = fields.integer('partial_images', 0, 3) ?? 0;
  if (partialImages > 0 && !stream) {
    throw invalidValue('partial_images', "Partial images are only supported with 'stream': true.");
  }
  return { stream, partialImages };
}
