import { AppError } from '../errors';
import { sniffType } from '../image/sniff';
import type { Connection } from '../settings/settings';
import { callImages } from './call-images';
import {
  type AnswerListeners,
  checkEditRequest,
  commonFields,
  type EditRequest,
  type ImageAnswer,
} from './image-request';
import { markupField } from './takes-marks';
import { timeLimitsOf } from './time-limits';

/**
 * `POST /images/edits`: sends the picture once and waits for its edit. Nothing is ever sent again.
 * @throws AppError of the server's or the connection's; before sending: key-missing, key-malformed,
 * base-url-invalid, and what `checkEditRequest` throws; image-type-unsupported
 * @throws AbortError when `signal` aborts
 */
export async function editImage(
  signal: AbortSignal,
  connection: Connection,
  request: EditRequest,
  listeners: AnswerListeners = {},
  limits = timeLimitsOf(connection),
): Promise<ImageAnswer> {
  checkEditRequest(request);
  const { image, references = [] } = request;
  const files = await Promise.all([image, ...references].map(toFile));
  const [first = image] = files;
  const fields = {
    ...commonFields(request),
    // A list goes as `image[]`, which some servers know only for several.
    image: files.length === 1 ? first : files,
    ...overlayField(request, connection),
  };
  return callImages(signal, {
    connection,
    request,
    listeners,
    limits,
    send: (client, options) => client.images.edit(fields, options).asResponse(),
  });
}

/**
 * The marks, or the mask under the name that the server knows it by; never both, as they exclude each
 * other. Both codes are in a mask: alpha 0 and white.
 */
function overlayField({ mask, markup }: EditRequest, { maskForm = 'mask' }: Connection) {
  if (markup) return { [markupField]: pngFile(markup, 'markup.png') };
  if (!mask || maskForm === 'none') return {};
  return { [maskForm]: pngFile(mask, 'mask.png') };
}

const pngFile = (blob: Blob, name: string): File => new File([blob], name, { type: 'image/png' });

/** Named and typed by its bytes: the API refuses files of type `application/octet-stream`. */
async function toFile(blob: Blob, index: number): Promise<File> {
  const bytes = new Uint8Array(await blob.slice(0, 4096).arrayBuffer());
  const type = sniffType(bytes)?.mimeType ?? '';
  const extension = /^image\/(png|jpeg|webp)$/.exec(type)?.[1];
  if (!extension) throw new AppError('image-type-unsupported');
  return new File([blob], `image-${index + 1}.${extension}`, { type });
}
