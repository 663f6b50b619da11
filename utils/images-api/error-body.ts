/** A refusal as the API documents it: `{"error": {message, type, param, code}}`, all texts. */
export interface WireError {
  readonly message: string;
  readonly type: string;
  readonly param: string;
  readonly code: string;
  /** The whole body as it came. */
  readonly raw?: string;
}

/** `type` of the error that stands for an HTML page; no server sends it. */
export const htmlPageType = 'html_page';

type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null;

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const plain = (message: string): WireError => ({ message, type: '', param: '', code: '' });

/**
 * The error in a JSON body: the documented form, `{"error":"text"}` (stable-diffusion.cpp), `{"detail":…}`
 * (FastAPI); undefined where there is none.
 */
export function errorInJson(body: unknown): WireError | undefined {
  if (!isFields(body)) return undefined;
  if (typeof body.error === 'string' && body.error !== '') return plain(body.error);
  if (isFields(body.error)) return documentedError(body.error);
  return body.detail === undefined || body.detail === null ? undefined : errorInDetail(body.detail);
}

function documentedError(error: Fields): WireError {
  const { message, type, param, code } = error;
  return {
    message: textOf(message) || JSON.stringify(error),
    type: textOf(type),
    param: textOf(param),
    code: textOf(code),
  };
}

/** FastAPI says a text, or a list of `{type, loc: ['body', FIELD], msg}` of which the first is shown. */
function errorInDetail(detail: unknown): WireError {
  if (typeof detail === 'string') return plain(detail);
  const first: unknown = Array.isArray(detail) ? detail[0] : detail;
  if (!isFields(first)) return plain(JSON.stringify(detail));
  const param = Array.isArray(first.loc) ? textOf(first.loc.at(-1)) : textOf(first.param);
  const message = textOf(first.msg) || textOf(first.message) || JSON.stringify(first);
  return { message, type: textOf(first.type), param, code: textOf(first.code) };
}

/** The error in the body of a failed answer, whatever its form. */
export function errorInText(text: string): WireError {
  const trimmed = text.trim();
  if (trimmed.startsWith('<')) {
    const title = /<title[^>]*>([^<]*)</i.exec(trimmed)?.[1]?.trim() ?? '';
    return { ...plain(title), type: htmlPageType };
  }
  try {
    const body: unknown = JSON.parse(trimmed);
    return errorInJson(body) ?? (isFields(body) ? documentedError(body) : plain(trimmed));
  } catch {
    return plain(trimmed);
  }
}
