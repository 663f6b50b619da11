import { decodesWholly, imageFacts } from './decode';
import {
  ApiError,
  invalidImageFile,
  invalidValue,
  maskSizeMismatch,
  missingParameter,
} from './errors';
import type { SourceImage } from './job';
import type { UploadedFile } from './read-body';
import type { Size } from './sizes';

const maxImages = 16;
const maxImageBytes = 50_000_000;
const maxMaskBytes = 4_000_000;
const types = ['png', 'jpeg', 'webp'];

/**
 * The source pictures, each one really decoded.
 * @throws ApiError for none, too many, one that is too large or is no PNG, JPEG or WebP
 */
export async function sourceImages(files: readonly UploadedFile[]): Promise<SourceImage[]> {
  const images = files.filter(({ field }) => field === 'image' || field === 'image[]');
  if (images.length === 0) throw missingParameter('image');
  if (images.length > maxImages) {
    throw invalidValue(
      'image',
      `Too many images: ${images.length}. At most ${maxImages} are allowed.`,
    );
  }
  if (images.filter(({ field }) => field === 'image').length > 1) throw duplicateImage();
  return Promise.all(images.map(sourceImage));
}

/**
 * A mask or markup: PNG, under 4 MB, the first image's size.
 * @throws ApiError
 */
export async function overlayFile(
  file: UploadedFile,
  first: Size | undefined,
  needsAlpha: boolean,
): Promise<Buffer> {
  const { field, data } = file;
  if (data.length >= maxMaskBytes) {
    throw invalidImageFile(
      field,
      `The ${field} is ${data.length} bytes; it must be less than 4 MB.`,
    );
  }
  const facts = await imageFacts(data);
  if (facts?.format !== 'png' || !(await decodesWholly(data))) {
    throw invalidImageFile(field, `Invalid ${field} image format - expected a PNG file.`);
  }
  if (facts.width !== first?.width || facts.height !== first.height) throw maskSizeMismatch();
  if (needsAlpha && !facts.hasAlpha) {
    throw invalidImageFile(field, `Invalid ${field} image format - alpha channel is missing.`);
  }
  return data;
}

async function sourceImage(file: UploadedFile, index: number): Promise<SourceImage> {
  const { data } = file;
  if (data.length >= maxImageBytes) {
    throw invalidImageFile('image', `Image ${index + 1} is too large; it must be less than 50 MB.`);
  }
  const facts = await imageFacts(data);
  if (!facts || !types.includes(facts.format) || !(await decodesWholly(data))) {
    throw invalidImageFile('image', `Invalid image file or mode for image ${index + 1}.`);
  }
  checkDeclaredType(file, facts.format);
  return { data, width: facts.width, height: facts.height };
}

/** The real API refuses a file that is sent as `application/octet-stream`. */
function checkDeclaredType({ type }: UploadedFile, format: string): void {
  if (/^image\/(png|jpe?g|webp)$/.test(type)) return;
  const message = `Unsupported mimetype ('${type}') of a ${format} file. Supported are image/jpeg, image/png and image/webp.`;
  throw new ApiError(message, { status: 400, param: 'image', code: 'unsupported_file_mimetype' });
}

function duplicateImage(): ApiError {
  const message = "Duplicate parameter: 'image'. Send several images as 'image[]'.";
  return new ApiError(message, { status: 400, param: 'image', code: 'duplicate_parameter' });
}
