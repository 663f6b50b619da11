import type { ErrorCode } from '../../utils/errors';

const codes: ReadonlySet<ErrorCode> = new Set([
  'key-missing',
  'key-malformed',
  'key-locked',
  'monthly-limit-reached',
  'key-wrong',
  'base-url-invalid',
  'server-unreachable',
  'connection-broken',
  'not-an-images-api',
  'mask-rejected',
  'server-removed',
]);

/** True for failures that are mended in the settings. */
export const needsSettings = (code: ErrorCode): boolean => codes.has(code);
