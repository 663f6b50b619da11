import { describe, expect, it } from 'vitest';
import { readAmount } from '../../../utils/base/read-amount';

const inEnglish = (text: string) => readAmount(text, 'en-US');
const inGerman = (text: string) => readAmount(text, 'de-DE');

describe('an amount', () => {
  it.each([
    ['10', 10],
    [' 2.5 ', 2.5],
    ['$10', 10],
    ['US$ 10.00', 10],
    ['10 USD', 10],
    ['10,50', 10.5],
    ['1,000.50', 1000.5],
    ['1.000,50 $', 1000.5],
    ['12,345,678', 12_345_678],
    ['1 000,5', 1000.5],
    ["1'000.5", 1000.5],
    ['0,005', 0.005],
    ['0.005', 0.005],
    ['.5', 0.5],
    ['2.', 2],
    ['0', 0],
  ])('reads "%s" as %d in any language', (text, amount) => {
    expect([inEnglish(text), inGerman(text)]).toEqual([amount, amount]);
  });

  it('reads one mark before three digits as the language writes it', () => {
    expect([inEnglish('1,000'), inGerman('1,000')]).toEqual([1000, 1]);
    expect([inEnglish('1.000'), inGerman('1.000')]).toEqual([1, 1000]);
    expect(readAmount('1,000', 'ko-KR')).toBe(1000);
  });

  it.each([
    '',
    '$',
    '.',
    'ten',
    '10 a month',
    '-5',
    '1e3',
    '0x10',
    '1,00,0',
    '1,000,50',
    '1.2.3',
    '1,000.50.20',
    '12,34.5',
    '10-20',
    '10/20',
  ])('is not "%s"', (text) => {
    expect([inEnglish(text), inGerman(text)]).toEqual([undefined, undefined]);
  });
});
