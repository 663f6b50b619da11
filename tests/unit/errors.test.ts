import { expect, it } from 'vitest';
import { AppError, asAppError, isAbort, toStoredError } from '../../utils/errors';

it('keeps an error that has a code already', () => {
  const error = new AppError('key-wrong');
  expect(asAppError(error)).toBe(error);
});

it('names a full disk', () => {
  expect(asAppError(new DOMException('full', 'QuotaExceededError')).code).toBe('storage-full');
});

it('finds a full disk in what the database makes of it', () => {
  const full = new DOMException('full', 'QuotaExceededError');
  const aborted = Object.assign(new Error('commit'), { name: 'AbortError', inner: full });
  const bulk = Object.assign(new Error('bulk'), { name: 'BulkError', failures: [full] });
  for (const error of [aborted, bulk]) expect(asAppError(error).code).toBe('storage-full');
});

it('names memory that ran out', () => {
  expect(asAppError(new RangeError('Array buffer allocation failed')).code).toBe('out-of-memory');
});

it('keeps the words of an error that it does not know', () => {
  expect(toStoredError(new Error('odd'))).toEqual({ code: 'unexpected', serverMessage: 'odd' });
});

it('tells an abort from a failure', () => {
  expect(isAbort(new DOMException('stop', 'AbortError'))).toBe(true);
  expect(isAbort(new Error('stop'))).toBe(false);
});
