import { browser } from 'wxt/browser';
import type messages from '../public/_locales/en/messages.json';

/** A key of `public/_locales/<language>/messages.json`. */
export type MessageKey = keyof typeof messages;

/** The text for `key` in the browser's language; `$1`, `$2` … are filled from `substitutions`. */
export const t = (key: MessageKey, ...substitutions: readonly (string | number)[]): string =>
  browser.i18n.getMessage(key, substitutions.map(String));

/** The language that the texts are shown in, as a BCP 47 tag ('en', 'ko', 'en-GB'). */
export const uiLanguage = (): string => browser.i18n.getUILanguage();
