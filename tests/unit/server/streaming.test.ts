import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isAbort } from '../../../utils/base/errors';
import { type ImagesServer, startImagesServer } from '../../images-server/server';
import { imageOutputTokens } from '../../images-server/usage';
import { edit, generate, generation, makeEdit } from './helpers';

let server: ImagesServer;

beforeAll(async () => {
  server = await startImagesServer();
});
beforeEach(() => server.reset());
afterAll(() => server.close());

describe('a streamed edit', () => {
  it('tells of headers and previews in order and ends in a picture with its usage', async () => {
    const told: string[] = [];
    const request = await makeEdit({ partialImages: 3 });
    const answer = await edit(server, request, {
      listeners: {
        onHeaders: () => told.push('headers'),
        onPartial: (picture, index) => told.push(`${index} ${picture.type}`),
      },
    });
    expect(told).toEqual(['headers', '0 image/png', '1 image/png', '2 image/png']);
    expect(answer.pictures.map(({ type }) => type)).toEqual(['image/png']);
    expect(answer.requestId).toBe(server.requests[0]?.id);
    expect(answer.usage).toEqual({
      inputTextTokens: 2,
      inputImageTokens: 1000,
      outputTokens: imageOutputTokens(generation.size, 'low') + 300,
    });
    expect(server.requests).toHaveLength(1);
  });

  it('is fine with fewer previews than asked for', async () => {
    server.behave({ partialImages: 0 });
    const answer = await edit(server, await makeEdit({ partialImages: 3 }));
    expect(answer.pictures).toHaveLength(1);
  });

  it('is not cut off after its last picture', async () => {
    await edit(server, await makeEdit({ partialImages: 1 }));
    await expect.poll(() => server.requests[0]?.answeredAt).toBeDefined();
    expect(server.requests[0]?.disconnectedAt).toBeUndefined();
  });
});

describe('cancelling', () => {
  it('rejects with the abort in the middle of a stream, and hangs up', async () => {
    server.behave({ delayBetweenEventsMs: 150 });
    const leave = new AbortController();
    const call = generate(
      server,
      { partialImages: 3 },
      { signal: leave.signal, listeners: { onPartial: () => leave.abort() } },
    );
    await expect(call).rejects.toSatisfy(isAbort);
    await expect.poll(() => server.requests[0]?.disconnectedAt).toBeDefined();
    expect(server.requests).toHaveLength(1);
  });

  it('rejects with the abort before headers, whatever the reason given', async () => {
    server.behave({ delayBeforeHeadersMs: 20_000 });
    const leave = new AbortController();
    const call = generate(server, {}, { signal: leave.signal });
    await expect.poll(() => server.requests[0]?.billed).toBe(true);
    leave.abort('changed my mind');
    await expect(call).rejects.toSatisfy(isAbort);
  });

  it('sends nothing when it was cancelled before', async () => {
    await expect(generate(server, {}, { signal: AbortSignal.abort() })).rejects.toSatisfy(isAbort);
    expect(server.requests).toHaveLength(0);
  });
});
