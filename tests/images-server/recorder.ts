import type { IncomingMessage } from 'node:http';
import { imageSize } from './decode';
import type { RequestBody, UploadedFile } from './read-body';
import type { Size } from './sizes';

export interface RecordedFile {
  /** Form field, such as `image`, `image[]` or `mask`. */
  field: string;
  name: string;
  /** Media type as sent. */
  type: string;
  bytes: number;
  /** Image pixels, upright; 0 when the file does not decode. */
  width: number;
  height: number;
  data: Buffer;
}

/** One request to the API. Preflights and downloads of `url` answers are not recorded. */
export interface RecordedRequest {
  id: string;
  method: string;
  /** With the query string. */
  path: string;
  /** Keys are cut to their last four characters. */
  headers: Record<string, string>;
  /** Fields without the files; text for multipart, JSON values for JSON. */
  fields: Record<string, unknown>;
  files: RecordedFile[];
  /** 0 until headers were sent. */
  status: number;
  /** Unix time, ms. */
  startedAt: number;
  /** When the whole answer had been handed to the socket, ms. */
  answeredAt?: number;
  /** When the client hung up before the answer was whole, ms. */
  disconnectedAt?: number;
  /** Whether the work was begun, which is when the real API bills. */
  billed: boolean;
}

let lastId = 0;

export function recordRequest(request: IncomingMessage): RecordedRequest {
  lastId += 1;
  return {
    id: `req_${String(lastId).padStart(6, '0')}`,
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    headers: redactedHeaders(request),
    fields: {},
    files: [],
    status: 0,
    startedAt: Date.now(),
    billed: false,
  };
}

/** Adds what the body held. */
export async function recordBody(record: RecordedRequest, body: RequestBody): Promise<void> {
  record.fields = body.fields;
  record.files = await Promise.all(body.files.map(recordedFile));
}

async function recordedFile(file: UploadedFile): Promise<RecordedFile> {
  const size: Size = (await imageSize(file.data)) ?? { width: 0, height: 0 };
  const { field, name, type, data } = file;
  return { field, name, type, bytes: data.length, ...size, data };
}

function redactedHeaders(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    const text = Array.isArray(value) ? value.join(', ') : (value ?? '');
    const secret = name === 'authorization' || name === 'api-key';
    headers[name] = secret ? `…${text.slice(-4)}` : text;
  }
  return headers;
}
