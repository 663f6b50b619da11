import { AppError } from '../base/errors';
import type { Size } from '../base/geometry';
import type { GenerateJobOptions, JobOptions } from '../plan/options';
import { isLegalSize } from '../plan/size-rules';
import { findModel, type Quality, qualityWords, type Usage } from './models';

/** What is asked of a model. Sizes in px. */
export interface GenerationRequest {
  readonly prompt: string;
  readonly model: string;
  /** Always sent: left to itself, the server reframes the picture. */
  readonly size: Size;
  /** One of `qualityWords`; anything else is sent as `auto`. */
  readonly quality: string;
  /** Pictures wanted, 1-10. */
  readonly variants: number;
  /** Previews wanted, 0-3. Only one variant at a time can have them. Not every model sends them. */
  readonly partialImages: number;
  /** Sent only where the model takes it, as all that follow. */
  readonly background?: JobOptions['background'];
  /** PNG where it is absent. */
  readonly format?: JobOptions['format'];
  /** 0-100; sent with WebP and JPEG only. */
  readonly compression?: number | undefined;
  readonly complexity?: JobOptions['complexity'];
  /** Generations only. */
  readonly moderation?: GenerateJobOptions['moderation'];
  /** Names of fields that this server is known to refuse; they are left out. */
  readonly dropped?: readonly string[] | undefined;
}

export interface EditRequest extends GenerationRequest {
  /** PNG; the picture that is edited. */
  readonly image: Blob;
  /** PNG of the image's size: alpha 0 and white = repaint. Without it the whole picture is. */
  readonly mask?: Blob | undefined;
  /** Transparent PNG of the image's size with marks drawn as hints. Takes the place of a mask. */
  readonly markup?: Blob | undefined;
  /** Further pictures for the model to look at: PNG, JPEG or WebP. */
  readonly references?: readonly Blob[] | undefined;
}

/** What is told while the server works. */
export interface AnswerListeners {
  /** A preview came; `index` counts from 0. */
  onPartial?(picture: Blob, index: number): void;
  /** The server has accepted the request. */
  onHeaders?(): void;
  /** The answer is there and paid for, whatever becomes of its pictures. */
  onPaid?(paid: Pick<ImageAnswer, 'usage' | 'requestId'>): void;
}

export interface ImageAnswer {
  /** At least one. Fewer than asked where the server sent fewer, or some that are no pictures. */
  readonly pictures: readonly Blob[];
  /** Why others of the answer's pictures could not be fetched, with their addresses: answer-unreachable. */
  readonly unreached?: AppError | undefined;
  readonly usage?: Usage | undefined;
  /** `x-request-id` */
  readonly requestId?: string | undefined;
}

/** Without these a request makes no sense; they are never left out. */
export const requiredFields: readonly string[] = [
  'prompt',
  'model',
  'image',
  'image[]',
  'mask',
  'mask_image',
  'markup',
];

/** Characters that the API takes at most (its reference, parameter `prompt`). */
export const maxPromptLength = 32_000;
/** Of a mask and of marks. */
const maxMaskBytes = 4_000_000;
const maxImageBytes = 50_000_000;

/**
 * Nothing is sent that is bound to fail.
 * @throws AppError prompt-empty, prompt-too-long, model-missing; size-invalid, for models of the table only
 */
export function checkRequest({ prompt, model, size }: GenerationRequest): void {
  if (prompt.trim() === '') throw new AppError('prompt-empty');
  if (model.trim() === '') throw new AppError('model-missing');
  if (prompt.length > maxPromptLength) throw new AppError('prompt-too-long');
  const { state, sizes } = findModel(model);
  if (state.kind !== 'unknown' && !isLegalSize(size, sizes)) throw new AppError('size-invalid');
}

/** @throws AppError as `checkRequest`; image-too-large; mask-rejected, marks-too-large for 4 MB and more */
export function checkEditRequest(request: EditRequest): void {
  checkRequest(request);
  for (const { size } of [request.image, ...(request.references ?? [])])
    if (size >= maxImageBytes) throw new AppError('image-too-large');
  if (request.mask && request.mask.size >= maxMaskBytes) throw new AppError('mask-rejected');
  if (request.markup && request.markup.size >= maxMaskBytes) throw new AppError('marks-too-large');
}

/**
 * Streamed is every single picture of a model that can: the headers come at once, and until they are
 * there browsers themselves send a request again when a kept-alive connection breaks (seen in
 * Chromium 156), so the wait for them must be short. Several pictures come in one piece: how a stream of
 * several is put together is not documented, and a paid answer is no place to find out.
 */
const wantsStream = ({ model, variants }: GenerationRequest): boolean =>
  variants === 1 && findModel(model).supports.partialImages;

/** The fields that edits and generations share, as they are sent; `dropped` ones are taken out. */
export function commonFields(request: GenerationRequest) {
  const { prompt, model, size, quality, variants, partialImages, dropped = [] } = request;
  const known: Quality = qualityWords.find((word) => word === quality) ?? 'auto';
  const fields = {
    prompt,
    model,
    size: `${size.width}x${size.height}`,
    quality: known,
    ...(variants > 1 ? { n: variants } : {}),
    ...chosenFields(request),
    ...(wantsStream(request) ? streamFields(partialImages) : {}),
  };
  return without(fields, dropped);
}

/** What the user may have chosen beyond size and quality, as far as the model takes it. */
function chosenFields(request: GenerationRequest) {
  const { model, background = 'auto', format = 'png', compression, complexity } = request;
  const { supports } = findModel(model);
  const canBeSeenThrough = supports.transparency && format !== 'jpeg';
  const isAsked = background === 'transparent' ? canBeSeenThrough : background !== 'auto';
  return {
    ...(isAsked ? { background } : {}),
    ...(format === 'png' ? {} : { output_format: format }),
    ...(compression !== undefined && format !== 'png' ? { output_compression: compression } : {}),
    ...(complexity && supports.complexity ? { complexity } : {}),
  };
}

const streamFields = (partialImages: number) => ({
  stream: true,
  ...(partialImages > 0 ? { partial_images: partialImages } : {}),
});

/** Without the stream there are no partial pictures either. */
function without<T extends object>(fields: T, dropped: readonly string[]): T {
  const names = new Set(dropped.includes('stream') ? [...dropped, 'partial_images'] : dropped);
  for (const required of requiredFields) names.delete(required);
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.has(name))) as T;
}

/** @throws AppError prompt-empty, prompt-too-long: such a request is bound to fail */
export function checkPrompt(prompt: string): string {
  const trimmed = prompt.trim();
  if (!trimmed) throw new AppError('prompt-empty');
  if (trimmed.length > maxPromptLength)
    throw new AppError('prompt-too-long', {
      details: { substitutions: [String(trimmed.length), String(maxPromptLength)] },
    });
  return trimmed;
}

/** Partial pictures asked for: enough to see where it goes, at 100 output tokens each. */
const previewsPerPicture = 2;

/** How many partial pictures to ask for; several variants at once come without. */
export const previewsOf = ({
  model,
  variants,
  previews = true,
}: Pick<JobOptions, 'model' | 'variants' | 'previews'>): number =>
  previews && variants === 1 && findModel(model).supports.partialImages ? previewsPerPicture : 0;

/** The API takes 16 pictures an edit, the target among them (its reference, parameter `image`). */
export const maxReferences = 15;
