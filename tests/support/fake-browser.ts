import { fakeBrowser } from 'wxt/testing/fake-browser';
import messages from '../../public/_locales/en/messages.json';

const texts: Record<string, { message: string } | undefined> = messages;

/** `chrome.i18n` over the English texts, with `$1` … filled in as the browser does. */
const i18n = {
  getMessage: (key: string, substitutions: readonly string[] = []) =>
    (texts[key]?.message ?? '').replace(
      /\$(\d)/g,
      (_, n: string) => substitutions[Number(n) - 1] ?? '',
    ),
  getUILanguage: () => 'en',
};

export const browser = Object.assign(fakeBrowser, { i18n });
