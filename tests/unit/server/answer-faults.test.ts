import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { generateImage } from '../../../utils/server/call';
import { defaultTimeLimits } from '../../../utils/server/client';
import { type AnswerFault, answerFaults } from '../../images-server/behaviour';
import { type ImagesServer, startImagesServer } from '../../images-server/server';
import { type AnswerOutcome, jsonOutcomes, streamOutcomes } from '../../support/fault-outcomes';
import { codeOf, edit, failureOf, generate, generation, makeEdit } from './helpers';

let server: ImagesServer;

beforeAll(async () => {
  server = await startImagesServer();
});
beforeEach(() => server.reset());
afterAll(() => server.close());

/** A model that nothing is known of is never asked for a stream. */
const unstreamed = { model: 'gpt-image-9', size: { width: 1024, height: 1024 } };

const short = { ...defaultTimeLimits, headersLimitMs: 300, idleLimitMs: 300 };
const limitsFor = (kind: AnswerFault) => (kind === 'stall' ? { limits: short } : {});

const outcomeOf = (
  call: Promise<{ pictures: readonly Blob[] }>,
): Promise<AnswerOutcome | 'unexpected'> =>
  call.then(
    ({ pictures }) => (pictures.length === 1 ? 'picture' : 'unexpected'),
    (error: unknown) => codeOf(Promise.reject(error)),
  );

describe('each answer fault has one outcome, after one request', () => {
  it.each(answerFaults)('%s in a streamed generation', async (kind) => {
    server.behave({ fault: { kind, times: Number.POSITIVE_INFINITY } });
    const outcome = await outcomeOf(generate(server, { partialImages: 1 }, limitsFor(kind)));
    expect(outcome).toBe(streamOutcomes[kind]);
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]?.fields).toMatchObject({ stream: true });
  });

  it.each(answerFaults)('%s in a generation answered as JSON', async (kind) => {
    server.behave({ fault: { kind, times: Number.POSITIVE_INFINITY } });
    const outcome = await outcomeOf(generate(server, unstreamed, limitsFor(kind)));
    expect(outcome).toBe(jsonOutcomes[kind]);
    expect(server.requests[0]?.fields).not.toHaveProperty('stream');
    expect(server.requests).toHaveLength(1);
  });

  it.each(['cut_in_base64', 'json_to_stream', 'split_lines', 'error_event'] as const)(
    '%s in a streamed edit',
    async (kind) => {
      server.behave({ fault: { kind, times: Number.POSITIVE_INFINITY } });
      const request = await makeEdit({ partialImages: 1 });
      expect(await outcomeOf(edit(server, request))).toBe(streamOutcomes[kind]);
      expect(server.requests).toHaveLength(1);
    },
  );
});

describe('time limits', () => {
  it('gives up without headers as timed out, once', async () => {
    server.behave({ delayBeforeHeadersMs: 20_000 });
    const code = await codeOf(
      generate(
        server,
        {},
        { limits: { ...defaultTimeLimits, headersLimitMs: 200, idleLimitMs: 5000 } },
      ),
    );
    expect(code).toBe('timed-out');
    expect(server.requests).toHaveLength(1);
    await expect.poll(() => server.requests[0]?.disconnectedAt).toBeDefined();
  });

  it('tells a connection that broke while the model worked from a server that can’t be reached', async () => {
    server.behave({ delayBeforeHeadersMs: 300, fault: { kind: 'reset_before_headers', times: 9 } });
    const limits = { ...defaultTimeLimits, unreachableLimitMs: 100 };
    const failure = await failureOf(generate(server, unstreamed, { limits }));
    expect(failure.code).toBe('connection-broken');
    expect(failure.details.substitutions).toEqual([new URL(server.baseUrl).origin]);
    expect(server.requests).toHaveLength(1);
  });

  it('waits for the first byte of a stream as long as for headers', async () => {
    server.behave({ delayBetweenEventsMs: 400, partialImages: 0 });
    const limits = { ...defaultTimeLimits, headersLimitMs: 5000, idleLimitMs: 100 };
    const { pictures } = await generate(server, { partialImages: 1 }, { limits });
    expect(pictures).toHaveLength(1);
  });

  it('gives up a stream that falls silent after a preview, and hangs up', async () => {
    server.behave({ delayBetweenEventsMs: 600 });
    const previews: number[] = [];
    const failure = await failureOf(
      generate(
        server,
        { partialImages: 3 },
        {
          limits: { ...defaultTimeLimits, headersLimitMs: 5000, idleLimitMs: 250 },
          listeners: { onPartial: (_, index) => previews.push(index) },
        },
      ),
    );
    expect([failure.code, previews]).toEqual(['answer-stalled', [0]]);
    expect(failure.details.requestId).toBe(server.requests[0]?.id);
    await expect.poll(() => server.requests[0]?.disconnectedAt).toBeDefined();
  });

  it('waits for a server as many minutes as its settings say', async () => {
    server.behave({ delayBeforeHeadersMs: 20_000 });
    const { apiKey, baseUrl } = server;
    const impatient = { apiKey, baseUrl, waitMinutes: 0.005 };
    const call = generateImage(new AbortController().signal, impatient, generation);
    expect(await codeOf(call)).toBe('timed-out');
    expect(defaultTimeLimits.idleLimitMs).toBe(360_000);
  });
});
