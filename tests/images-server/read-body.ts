import type { IncomingMessage } from 'node:http';
import { ApiError } from './errors';
import { filesOfJson } from './json-files';

export interface UploadedFile {
  field: string;
  name: string;
  type: string;
  data: Buffer;
}

export interface RequestBody {
  encoding: 'multipart' | 'json' | 'none';
  fields: Record<string, unknown>;
  files: UploadedFile[];
}

/** 16 images of 50 MB, a mask and the text around them. */
const maxBytes = 16 * 50_000_000 + 8_000_000;

/**
 * Reads and parses a body of `multipart/form-data` or `application/json`.
 * @throws ApiError 400 for a body that does not parse, 413 for one that is too large, 415 for other types
 */
export async function readBody(request: IncomingMessage): Promise<RequestBody> {
  if (request.method === 'GET') return { encoding: 'none', fields: {}, files: [] };
  const bytes = await readAll(request);
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) return parseMultipart(bytes, type);
  if (type.startsWith('application/json')) return parseJson(bytes);
  throw new ApiError(
    `Unsupported content type '${type}'. Use multipart/form-data or application/json.`,
    { status: 415 },
  );
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) throw new ApiError('Request body is too large.', { status: 413 });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function parseMultipart(bytes: Buffer, type: string): Promise<RequestBody> {
  const form = await formDataOf(bytes, type);
  const body: RequestBody = { encoding: 'multipart', fields: {}, files: [] };
  for (const [field, value] of form) {
    if (typeof value === 'string') addField(body.fields, field, value);
    else body.files.push(await uploadedFile(field, value));
  }
  return body;
}

async function formDataOf(bytes: Buffer, type: string): Promise<FormData> {
  try {
    // Node's own parser: 38 ms for 30 MB, no dependency.
    return await new Response(new Uint8Array(bytes), {
      headers: { 'content-type': type },
    }).formData();
  } catch (cause) {
    throw new ApiError(`Could not parse multipart form: ${String(cause)}`, { status: 400 });
  }
}

function addField(fields: Record<string, unknown>, field: string, value: string): void {
  if (field in fields) {
    const message = `Duplicate parameter: '${field}'. Only one value is allowed.`;
    throw new ApiError(message, { status: 400, param: field, code: 'duplicate_parameter' });
  }
  fields[field] = value;
}

async function uploadedFile(field: string, file: File): Promise<UploadedFile> {
  return { field, name: file.name, type: file.type, data: Buffer.from(await file.arrayBuffer()) };
}

function parseJson(bytes: Buffer): RequestBody {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new ApiError('We could not parse the JSON body of your request.', { status: 400 });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ApiError('The JSON body of the request must be an object.', { status: 400 });
  }
  return { encoding: 'json', ...filesOfJson({ ...value }) };
}
