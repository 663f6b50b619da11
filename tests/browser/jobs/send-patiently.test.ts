import { expect, it } from 'vitest';
import { AppError } from '../../../utils/base/errors';
import { sendPatiently } from '../../../utils/jobs/send';
import { addJob, emptyLibrary, stateOf } from './jobs-fixture';

const { signal } = new AbortController();

it.each([undefined, 200, 503])(
  'sends only once where "too many requests" comes with the status %s, as the work may have begun',
  async (status) => {
    const library = emptyLibrary();
    const { id } = await addJob(library, 'sent');
    let sent = 0;
    const send = () => {
      sent += 1;
      const details = { retryAfterMs: 1, ...(status === undefined ? {} : { status }) };
      return Promise.reject(new AppError('rate-limited', { details }));
    };
    await expect(sendPatiently(signal, library, id, send)).rejects.toThrow('rate-limited');
    expect(sent).toBe(1);
    expect(await stateOf(library, id)).toBe('sent');
  },
);

it('sends once more after a 429 that names its time', async () => {
  const library = emptyLibrary();
  const { id } = await addJob(library, 'sent');
  let sent = 0;
  const send = () => {
    sent += 1;
    if (sent === 2) return Promise.resolve('picture');
    const details = { retryAfterMs: 1, status: 429 };
    return Promise.reject(new AppError('rate-limited', { details }));
  };
  expect(await sendPatiently(signal, library, id, send)).toBe('picture');
  expect(sent).toBe(2);
});
