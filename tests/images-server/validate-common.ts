import {
  ApiError,
  invalidValue,
  missingParameter,
  modelNotFound,
  unknownParameter,
} from './errors';
import type { FieldReader } from './fields';
import type { ImageJob } from './job';
import { anyModel, defaultModel, findModel, type ServedModel } from './models';

const maxPromptLength = 32_000;
const formats = ['png', 'jpeg', 'webp'] as const;
const backgrounds = ['transparent', 'opaque', 'auto'] as const;

/** Fields that both endpoints take. */
export const commonFields = [
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
  const id = deployment ?? fields.text('model') ?? defaultModel;
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
  if (prompt.length <= maxPromptLength) return prompt;
  const message = `Invalid 'prompt': at most ${maxPromptLength} characters, got ${prompt.length}.`;
  throw new ApiError(message, { status: 400, param: 'prompt', code: 'string_above_max_length' });
}

function readOutput(fields: FieldReader): Pick<ImageJob, 'format' | 'compression' | 'background'> {
  const format = fields.choice('output_format', formats) ?? 'png';
  const compression = fields.integer('output_compression', 0, 100);
  if (format === 'png' && compression !== undefined && compression < 100) {
    throw invalidValue('output_compression', 'Compression is supported for jpeg and webp only.');
  }
  const background = fields.choice('background', backgrounds) ?? 'auto';
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
