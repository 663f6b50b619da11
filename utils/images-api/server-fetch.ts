import { AppError } from '../errors';
import { errorInText } from './error-body';

/**
 * `fetch` for the SDK, which understands one form of error only and drops the body of others: a
 * failed answer gets the documented form. Redirects are refused: following one would send a paid
 * request, and the key, to an address that nobody entered.
 */
async function fetchFromServer(
  input: string | URL | Request,
  init?: RequestInit,
): Promise<Response> {
  const response = await fetch(input, {
    ...init,
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
  });
  const { status } = response;
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400))
    throw new AppError('not-an-images-api', { details: status === 0 ? {} : { status } });
  return response.ok ? response : inDocumentedForm(response);
}

async function inDocumentedForm(response: Response): Promise<Response> {
  const raw = await response.text();
  const error = { ...errorInText(raw), raw };
  const { status, headers } = response;
  return new Response(JSON.stringify({ error }), { status, headers });
}

/** Without a `Response` on it the SDK tries the function out on a `data:` address before every upload. */
export const serverFetch = Object.assign(fetchFromServer, { Response });
