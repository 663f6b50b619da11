import { describe, expect, it } from 'vitest';
import { areaOf } from '../../../utils/base/geometry';
import { expectedPrice, type PastPrice, usdOf } from '../../../utils/money/expected-price';
import {
  estimateUsd,
  models,
  type PriceQuestion,
  qualityWords,
  usdOfUsage,
} from '../../../utils/server/models';
import { randomNumbers } from '../codecs/random';

const random = randomNumbers(23);
const upTo = (most: number): number => Math.floor(random() * (most + 1));
const oneOf = <T>(values: readonly T[]): T => values[upTo(values.length - 1)] as T;

const ids = [...models.map(({ id }) => id), 'sd-turbo', ''];

const drawn = (): PriceQuestion => ({
  model: oneOf(ids),
  quality: oneOf([...qualityWords, 'turbo']),
  size: { width: 16 * (1 + upTo(239)), height: 16 * (1 + upTo(239)) },
  variants: 1 + upTo(9),
  inputImages: upTo(17),
  promptLength: upTo(32_000),
  partialImages: upTo(3),
});
const questions = Array.from({ length: 3000 }, drawn);
const priced = questions.filter((question) => estimateUsd(question) !== undefined);
const usd = (question: PriceQuestion): number => estimateUsd(question)?.usd ?? Number.NaN;

describe('any estimate', () => {
  it('is found for the models with prices, and is an amount above nothing', () => {
    expect(priced.length).toBeGreaterThan(500);
    for (const question of priced) expect([question, usd(question) > 0]).toEqual([question, true]);
  });

  it.each(['variants', 'inputImages', 'promptLength', 'partialImages'] as const)(
    'never falls with more %s',
    (part) => {
      for (const question of priced) {
        const more = { ...question, [part]: question[part] + 1 + upTo(20) };
        expect([more, usd(more) >= usd(question)]).toEqual([more, true]);
      }
    },
  );

  it('never falls with the quality', () => {
    for (const question of priced) {
      const [low = 0, medium = 0, high = 0] = ['low', 'medium', 'high'].map((quality) =>
        usd({ ...question, quality }),
      );
      expect([question, low <= medium && medium <= high]).toEqual([question, true]);
    }
  });

  it('never falls with the size of the same shape', () => {
    for (const question of priced) {
      const { width, height } = question.size;
      const larger = { ...question, size: { width: 2 * width, height: 2 * height } };
      expect(areaOf(larger.size)).toBe(4 * areaOf(question.size));
      expect([larger, usd(larger) >= usd(question)]).toEqual([larger, true]);
    }
  });

  it('is the same for a picture on its side', () => {
    for (const question of priced) {
      const { width, height } = question.size;
      expect(usd({ ...question, size: { width: height, height: width } })).toBe(usd(question));
    }
  });

  it('adds up by the picture: what is sent is paid once, each variant the same', () => {
    for (const question of priced) {
      const of = (variants: number): number => usd({ ...question, variants });
      expect(of(5) - of(3)).toBeCloseTo(2 * (of(2) - of(1)), 9);
      expect(of(7)).toBeCloseTo(of(3) + 4 * (of(2) - of(1)), 9);
    }
  });
});

describe('any count of tokens', () => {
  const usages = Array.from({ length: 500 }, () => ({
    inputTextTokens: upTo(10_000),
    inputImageTokens: upTo(30_000),
    outputTokens: upTo(100_000),
  }));

  it('costs nothing less than nothing, and two answers cost what both do', () => {
    const model = 'gpt-image-2.6-sunburst';
    const cost = (usage: (typeof usages)[number]): number => usdOfUsage(model, usage) ?? Number.NaN;
    usages.forEach((usage, index) => {
      const other = usages[(index + 1) % usages.length] ?? usage;
      const both = {
        inputTextTokens: usage.inputTextTokens + other.inputTextTokens,
        inputImageTokens: usage.inputImageTokens + other.inputImageTokens,
        outputTokens: usage.outputTokens + other.outputTokens,
      };
      expect(cost(usage)).toBeGreaterThanOrEqual(0);
      expect(cost(both)).toBeCloseTo(cost(usage) + cost(other), 9);
    });
  });
});

describe('any price that is learned', () => {
  const pasts = (question: PriceQuestion): PastPrice[] =>
    Array.from({ length: upTo(12) }, () => ({
      kind: oneOf(['edit', 'generate'] as const),
      model: oneOf([question.model, 'another']),
      quality: oneOf([question.quality, 'max']),
      pixels: areaOf(question.size) * oneOf([0.5, 0.8, 1, 1.2, 3]),
      usdPerPicture: random() / 4,
    }));

  it('lies within what was paid for like pictures, and doubles with the variants', () => {
    let learned = 0;
    for (const question of questions) {
      const past = pasts(question);
      const price = expectedPrice('edit', question, past);
      if (price === 'unknown' || price.certainty !== 'learned') continue;
      learned++;
      const { usd: median, low = Number.NaN, high = Number.NaN } = price;
      expect([question, 0 <= low && low <= median && median <= high]).toEqual([question, true]);
      const paid = past.map(({ usdPerPicture }) => usdPerPicture * question.variants);
      expect(paid).toContain(median);
      const doubled = expectedPrice('edit', { ...question, variants: 2 * question.variants }, past);
      expect(usdOf(doubled)).toBeCloseTo(2 * median, 9);
    }
    expect(learned).toBeGreaterThan(300);
  });
});
