import { type MessageKey, t, uiLanguage } from '../../utils/base/i18n';
import type { ImageSource } from '../../utils/library/records';

const sourceKeys: Readonly<Record<ImageSource, MessageKey>> = {
  original: 'sourceOriginal',
  pixels: 'sourcePixels',
  screenshot: 'sourceScreenshot',
  file: 'sourceFile',
  paste: 'sourcePaste',
  generated: 'sourceGenerated',
  edit: 'sourceEdit',
};

/** "Original file", "Edited": where an image's pixels came from. */
export const sourceText = (source: ImageSource): string => t(sourceKeys[source]);

/** "1.2 MB", in the units of a thousand that browsers and systems show. */
export function bytesText(bytes: number): string {
  const format = new Intl.NumberFormat(uiLanguage(), { maximumFractionDigits: 1 });
  const megabytes = bytes / 1e6;
  return megabytes < 0.1
    ? t('fileSizeSmall', format.format(bytes / 1e3))
    : t('fileSize', format.format(megabytes));
}
