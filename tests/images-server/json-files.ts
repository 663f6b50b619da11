import { invalidValue } from './errors';
import type { UploadedFile } from './read-body';

/**
 * Edits may also come as JSON, with `images: [{image_url}]` and `mask: {image_url}` holding `data:`
 * URLs. They become files here, so that the rest of the server knows one form only.
 * @throws ApiError `invalid_value` for references that are no `data:` URL (the server fetches nothing)
 */
export function filesOfJson(value: Record<string, unknown>): {
  fields: Record<string, unknown>;
  files: UploadedFile[];
} {
  const { images, mask, markup, ...fields } = value;
  const files = (Array.isArray(images) ? images : []).map((item: unknown) => file('image[]', item));
  if (mask !== undefined && mask !== null) files.push(file('mask', mask));
  if (markup !== undefined && markup !== null) files.push(file('markup', markup));
  return { fields, files };
}

function file(field: string, reference: unknown): UploadedFile {
  const url = imageUrl(reference);
  const match = /^data:([\w.+/-]+);base64,([\w+/=\s]+)$/.exec(url ?? '');
  if (!match) {
    throw invalidValue(field, `Expected {"image_url":"data:…;base64,…"} for '${field}'.`);
  }
  const [, type = '', base64 = ''] = match;
  return { field, name: field, type, data: Buffer.from(base64, 'base64') };
}

function imageUrl(reference: unknown): string | undefined {
  if (typeof reference !== 'object' || reference === null) return undefined;
  const { image_url: url } = reference as { image_url?: unknown };
  return typeof url === 'string' ? url : undefined;
}
