import { browser } from 'wxt/browser';
import type messages from '../../public/_locales/en/messages.json';

/** A key of `public/_locales/<language>/messages.json`. */
export type MessageKey = keyof typeof messages;

/** The text for `key` in the browser's language; `$1`, `$2` … are filled from `substitutions`. */
export const t = (key: MessageKey, ...substitutions: readonly (string | number)[]): string =>
  browser.i18n.getMessage(key, substitutions.map(String));

/**
 * The language that the texts are in, as a BCP 47 tag. Not the browser's `getUILanguage()`, which may
 * name a language that there are no texts for.
 */
export const uiLanguage = (): string => t('languageTag');

/** The texts that tell a number of things have two keys each, as Korean needs one form and English two. */
type CountKey<Key = MessageKey> = Key extends `${infer Name}_one` ? Name : never;

/** "1 picture", "3 pictures": the text for a number of things, with the number in the language's way of writing. */
export function countText(key: CountKey, count: number): string {
  const language = uiLanguage();
  const form = new Intl.PluralRules(language).select(count) === 'one' ? 'one' : 'other';
  return t(`${key}_${form}`, new Intl.NumberFormat(language).format(count));
}
