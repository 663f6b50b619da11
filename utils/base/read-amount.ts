/** Currency signs, the dollar's names, spaces and apostrophes: beside an amount or in it, and no part of it. */
const beside = /[\s\p{Sc}'’]|usd?|dollars?/giu;

/** "1,000" or "12,345,678": groups of three behind a first group that is no zero. */
const grouped = /^[1-9]\d{0,2}([.,])\d{3}(\1\d{3})*$/;

const isGroupMark = (mark: string, language: string): boolean =>
  new Intl.NumberFormat(language, { useGrouping: true })
    .formatToParts(12_345)
    .some(({ type, value }) => type === 'group' && value === mark);

/** Which of both marks a number has before its fraction, if any. */
function decimalMarkOf(digits: string, language: string): string | undefined {
  const marks = digits.match(/[.,]/g) ?? [];
  const last = marks.at(-1);
  if (last === undefined || new Set(marks).size === 2) return last;
  if (marks.length > 1) return undefined;
  return grouped.test(digits) && isGroupMark(last, language) ? undefined : last;
}

/**
 * An amount of money as people write it: "10", "$10", "10,50", "1,000.50", "1.000,50 USD".
 * @param language decides what one mark before three digits is: "1,000" is a thousand in English, one in German
 * @returns undefined for what is no amount, or none for sure
 */
export function readAmount(text: string, language: string): number | undefined {
  const digits = text.replace(beside, '');
  const mark = decimalMarkOf(digits, language);
  const at = mark === undefined ? digits.length : digits.lastIndexOf(mark);
  const whole = digits.slice(0, at);
  const fraction = digits.slice(at + 1);
  const isWhole = /^\d*$/.test(whole) || grouped.test(whole);
  if (!isWhole || !/^\d*$/.test(fraction) || !/\d/.test(whole + fraction)) return undefined;
  return Number(`${whole.replace(/[.,]/g, '') || '0'}.${fraction || '0'}`);
}
