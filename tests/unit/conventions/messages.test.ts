import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { errorCodes } from '../../../utils/base/errors';
import { sourceFiles } from './source-files';

type Messages = Record<string, { message: string }>;
const read = (language: string): Messages =>
  JSON.parse(readFileSync(`public/_locales/${language}/messages.json`, 'utf8')) as Messages;

const english = read('en');
const korean = read('ko');
const placeholders = (text: string) => [...text.matchAll(/\$\d/g)].map(String).sort();

it('has every text in both languages', () => {
  expect(Object.keys(korean)).toEqual(Object.keys(english));
});

it.each(Object.keys(english))('fills the same placeholders of %s in both languages', (key) => {
  expect(placeholders(korean[key]?.message ?? '')).toEqual(
    placeholders(english[key]?.message ?? ''),
  );
});

it.each(errorCodes)('says what happened and what to do next for %s', (code) => {
  const key = `error_${code.replaceAll('-', '_')}`;
  expect(english).toHaveProperty(key);
  expect(english).toHaveProperty(`${key}_next`);
});

it('has no text for an error that does not exist', () => {
  const known = errorCodes.map((code) => `error_${code.replaceAll('-', '_')}`);
  const keys = Object.keys(english).filter((key) => key.startsWith('error_'));
  expect(
    keys.map((key) => key.replace(/_next$/, '')).filter((key) => !known.includes(key)),
  ).toEqual([]);
});

it('has no text that nothing shows', () => {
  const code = sourceFiles(['components', 'entrypoints', 'utils', 'wxt.config.ts'])
    .map(({ text }) => text)
    .join('\n');
  /** Without the form of a number, by which `countText` tells the keys of one text apart. */
  const nameOf = (key: string) => key.replace(/_(one|other)$/, '');
  const used = (key: string) =>
    key.startsWith('error_') ||
    code.includes(`'${nameOf(key)}'`) ||
    code.includes(`__MSG_${key}__`);
  expect(Object.keys(english).filter((key) => !used(key))).toEqual([]);
});
