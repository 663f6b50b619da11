import { expect, it } from 'vitest';
import { AppError, asAppError, isAbort, toStoredError } from '../../../utils/base/errors';

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });

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

it.each<[string, unknown]>([
  ['Chromium', new RangeError('Array buffer allocation failed')],
  [
    'Chromium, of an impossible length',
    new RangeError('Invalid typed array length: 9007199254740'),
  ],
  ['Chromium, of a bitmap', new DOMException('The ImageBitmap could not be allocated.')],
  ['Firefox', 'out of memory'],
  ['Firefox, of a large array', named('InternalError', 'allocation size overflow')],
])('names memory that ran out, in the words of %s', (_, thrown) => {
  expect(asAppError(thrown).code).toBe('out-of-memory');
});

it('takes no other failure for one of memory', () => {
  expect(asAppError(new RangeError('PNG filter 9 does not exist')).code).toBe('unexpected');
});

it('keeps the words of an error that it does not know', () => {
  expect(toStoredError(new Error('odd'))).toEqual({ code: 'unexpected', serverMessage: 'odd' });
});

it('tells an abort from a failure', () => {
  expect(isAbort(new DOMException('stop', 'AbortError'))).toBe(true);
  expect(isAbort(new Error('stop'))).toBe(false);
});
