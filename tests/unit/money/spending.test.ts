import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../../utils/base/errors';
import {
  chargeOf,
  chargesOf,
  checkMonthlyLimit,
  isUnpriced,
  totalsBy,
} from '../../../utils/money/spending';
import { spendingCsv } from '../../../utils/money/spending-csv';
import { jobOf } from './records';

const unknownCost = { costUsd: undefined } as const;

describe('a charge', () => {
  it('is exact where the server counted', () => {
    expect(chargeOf(jobOf())).toMatchObject({ usd: 0.05, isExact: true });
  });

  it('is the estimate where it did not', () => {
    expect(chargeOf(jobOf(unknownCost))).toMatchObject({ usd: 0.04, isExact: false });
  });

  it.each(['sent', 'streaming', 'cancelled'] as const)('may be there for a job %s', (state) => {
    expect(chargeOf(jobOf({ ...unknownCost, state }))?.usd).toBe(0.04);
  });

  it('is none before anything was sent', () => {
    const job = jobOf({ ...unknownCost, state: 'cancelled', sentAt: undefined });
    expect(chargeOf(job)).toBeUndefined();
  });

  it.each(['key-wrong', 'moderation-blocked', 'rate-limited', 'parameter-unknown'] as const)(
    'is none for a request refused as %s',
    (code) => {
      const job = jobOf({ ...unknownCost, state: 'failed', error: { code } });
      expect(chargeOf(job)).toBeUndefined();
    },
  );

  it('is the estimate for an answer that broke off', () => {
    const error = { code: 'answer-incomplete' } as const;
    expect(chargeOf(jobOf({ ...unknownCost, state: 'failed', error }))?.usd).toBe(0.04);
  });

  it('is the estimate for pictures that came and could not be put into the image', () => {
    for (const code of ['answer-misfit', 'answer-reframed', 'connection-broken'] as const)
      expect(chargeOf(jobOf({ ...unknownCost, state: 'failed', error: { code } }))?.usd).toBe(0.04);
  });

  it('is the estimate wherever an answer came, whatever was wrong then', () => {
    const error = { code: 'image-not-found' } as const;
    const job = jobOf({ ...unknownCost, state: 'failed', error, answers: [new Blob()] });
    expect(chargeOf(job)?.usd).toBe(0.04);
  });

  it('is missing where nobody knows the price, which is not the same as nothing billed', () => {
    const nobodyKnows = { costUsd: undefined, estimatedUsd: undefined };
    expect(chargeOf(jobOf(nobodyKnows))).toBeUndefined();
    expect(isUnpriced(jobOf(nobodyKnows))).toBe(true);
    expect(isUnpriced(jobOf(unknownCost))).toBe(false);
    const refused = jobOf({ ...nobodyKnows, state: 'failed', error: { code: 'key-wrong' } });
    expect(isUnpriced(refused)).toBe(false);
    expect(spendingCsv([jobOf(nobodyKnows)])).toContain(',succeeded,,unknown,');
    expect(spendingCsv([refused])).toContain(',failed,,,');
  });

  it.each(errorCodes)('is what the server counted, also for %s', (code) => {
    expect(chargeOf(jobOf({ state: 'failed', error: { code } }))?.usd).toBe(0.05);
  });
});

describe('totals', () => {
  const day = (date: number, month = 10) => new Date(2026, month, date, 9).getTime();
  const charges = chargesOf([
    jobOf({ sentAt: day(1), costUsd: 0.1 }),
    jobOf({ sentAt: day(1), costUsd: undefined, estimatedUsd: 0.2 }),
    jobOf({ sentAt: day(30, 9), costUsd: 0.4 }),
    jobOf({
      sentAt: day(2),
      costUsd: 0.8,
      options: { ...jobOf().options, model: 'gpt-image-2.6-flare' },
    }),
  ]);

  it('by month come newest first and say where one is an estimate', () => {
    const [november, october] = totalsBy('month', charges);
    expect(november).toMatchObject({ key: '2026-11', jobs: 3, isExact: false });
    expect(november?.usd).toBeCloseTo(1.1);
    expect(october).toMatchObject({ key: '2026-10', usd: 0.4, jobs: 1, isExact: true });
  });

  it('by day and by model add up to the same', () => {
    for (const by of ['day', 'model'] as const) {
      const sum = totalsBy(by, charges).reduce((all, { usd }) => all + usd, 0);
      expect(sum).toBeCloseTo(1.5);
    }
    expect(totalsBy('model', charges).map(({ key }) => key)).toEqual([
      'gpt-image-2.6-flare',
      'gpt-image-2.6-sunburst',
    ]);
  });
});

describe('the CSV', () => {
  it('has a row for each job that was sent, with no prompt in it', () => {
    const csv = spendingCsv([jobOf(), jobOf({ sentAt: undefined }), jobOf(unknownCost)]);
    const rows = csv.trimEnd().split('\r\n');
    expect(rows).toHaveLength(3);
    expect(rows[1]).toContain(',0.050000,exact,');
    expect(rows[2]).toContain(',0.040000,about,');
    expect(csv).not.toContain('balloon');
  });

  it('quotes what would break a row and disarms what a spreadsheet would run', () => {
    const options = { ...jobOf().options, model: '=HYPERLINK("x","y")' };
    expect(spendingCsv([jobOf({ options })])).toContain(`"'=HYPERLINK(""x"",""y"")"`);
  });
});

describe('the monthly limit', () => {
  const now = jobOf().createdAt + 1000;
  const check = (limit: number | undefined, estimate?: number, jobs = [jobOf()]) =>
    checkMonthlyLimit(jobs, limit, estimate, now);

  it('stops what would go over it, with both amounts named', () => {
    expect(() => check(0.08, 0.04)).toThrow(
      expect.objectContaining({
        code: 'monthly-limit-reached',
        details: { substitutions: ['$0.08', '$0.05'] },
      }),
    );
  });

  it('lets pass what fits, and everything where there is none', () => {
    check(0.1, 0.04);
    check(undefined, 1000);
  });

  it('stops a job of unknown price only once it is reached', () => {
    check(0.06);
    expect(() => check(0.05)).toThrow('monthly-limit-reached');
  });

  it('counts jobs that wait for their turn with their estimates', () => {
    const queued = jobOf({ state: 'queued', sentAt: undefined, costUsd: undefined });
    expect(() => check(0.1, 0.04, [jobOf(), queued])).toThrow('monthly-limit-reached');
  });

  it('begins anew with the month', () => {
    const at = new Date(2026, 9, 31, 23).getTime();
    const october = jobOf({ createdAt: at, sentAt: at, costUsd: 100 });
    check(0.1, 0.04, [october]);
  });
});
