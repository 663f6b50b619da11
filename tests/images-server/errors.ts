/** A refusal in the API's own terms; `personalities.ts` decides how it looks on the wire. */
export class ApiError extends Error {
  readonly status: number;
  readonly type: string;
  readonly param: string | null;
  readonly code: string | null;
  /** Properties beside the four documented ones, such as `moderation_details`. */
  readonly extra: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(message: string, details: ApiErrorDetails) {
    super(message);
    this.name = 'ApiError';
    this.status = details.status;
    this.type = details.type ?? 'invalid_request_error';
    this.param = details.param ?? null;
    this.code = details.code ?? null;
    this.extra = details.extra ?? {};
    this.headers = details.headers ?? {};
  }
}

export interface ApiErrorDetails {
  status: number;
  type?: string;
  param?: string;
  code?: string;
  extra?: Readonly<Record<string, unknown>>;
  headers?: Readonly<Record<string, string>>;
}

/** A parameter is there but its value will not do (400 `invalid_value`). */
export function invalidValue(param: string, message: string): ApiError {
  return new ApiError(message, { status: 400, param, code: 'invalid_value' });
}

/** A required parameter is missing (400 `missing_required_parameter`). */
export function missingParameter(param: string): ApiError {
  const message = `Missing required parameter: '${param}'.`;
  return new ApiError(message, { status: 400, param, code: 'missing_required_parameter' });
}

/** A field that the endpoint does not know (400 `unknown_parameter`). */
export function unknownParameter(param: string): ApiError {
  const message = `Unknown parameter: '${param}'.`;
  return new ApiError(message, { status: 400, param, code: 'unknown_parameter' });
}

/** A file that does not decode as PNG, JPEG or WebP, or is too large (400 `invalid_image_file`). */
export function invalidImageFile(param: string, message: string): ApiError {
  return new ApiError(message, { status: 400, param, code: 'invalid_image_file' });
}

export function modelNotFound(model: string): ApiError {
  const message = `The model '${model}' does not exist or you do not have access to it.`;
  return new ApiError(message, { status: 404, param: 'model', code: 'model_not_found' });
}

export function invalidApiKey(lastFour: string): ApiError {
  const message = `Incorrect API key provided: ****${lastFour}.`;
  return new ApiError(message, { status: 401, code: 'invalid_api_key' });
}

/** The text by which clients recognise this one: it has no `code`. */
export function maskSizeMismatch(): ApiError {
  const message = 'Invalid mask image format - mask size does not match image size';
  return new ApiError(message, { status: 400 });
}

export function moderationBlocked(): ApiError {
  const message = 'Your request was rejected by the safety system.';
  const details = { moderation_stage: 'input', categories: ['violence'] };
  return new ApiError(message, {
    status: 400,
    type: 'image_generation_user_error',
    code: 'moderation_blocked',
    extra: { moderation_details: details },
  });
}

export function notFound(method: string, path: string): ApiError {
  return new ApiError(`Invalid URL (${method} ${path})`, { status: 404 });
}

export function serverError(): ApiError {
  const message = 'The server had an error while processing your request.';
  return new ApiError(message, { status: 500, type: 'server_error', code: 'server_error' });
}
