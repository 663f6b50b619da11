import { type MessageKey, t } from '../../utils/i18n';
import type { ImageNote, ImageRecord, ImageSource } from '../../utils/library/records';

const sourceKeys: Readonly<Record<ImageSource, MessageKey>> = {
  original: 'sourceOriginal',
  pixels: 'sourcePixels',
  screenshot: 'sourceScreenshot',
  file: 'sourceFile',
  paste: 'sourcePaste',
  generated: 'sourceGenerated',
  edit: 'sourceEdit',
};

const noteKeys: Readonly<Partial<Record<ImageNote, MessageKey>>> = {
  'animated-first-frame': 'noteAnimated',
  'rasterised-svg': 'noteSvg',
};

/** "812 × 540 of 3000 × 2000": what a screenshot has of the file's own pixels. */
function sizeText({ width, height, source, page }: ImageRecord): string {
  const { fullSize } = page;
  return source === 'screenshot' && fullSize
    ? t('sizeOf', width, height, fullSize.width, fullSize.height)
    : t('size', width, height);
}

/** Says where the pixels on the stage came from and how many they are. */
export function ImageSourceLine({ image }: { readonly image: ImageRecord }) {
  const notes = image.notes.flatMap((note) => noteKeys[note] ?? []).map((key) => t(key));
  const host = image.page.imageUrl ? new URL(image.page.imageUrl).host : '';
  return (
    <p class="source-line" title={image.page.pageTitle}>
      <strong>{t(sourceKeys[image.source])}</strong>
      <span>{sizeText(image)}</span>
      {host && <span>{host}</span>}
      {notes.map((note) => (
        <span key={note}>{note}</span>
      ))}
    </p>
  );
}
