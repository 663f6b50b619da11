import { type MessageKey, t, uiLanguage } from '../../utils/i18n';
import type { ImageNote, ImageRecord, ImageSource } from '../../utils/library/records';
import { GetOriginalButton } from './get-original-button';
import { OtherSizes } from './other-sizes';
import './image-source-line.css';

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
  'cmyk-converted': 'noteCmyk',
  extended: 'noteExtended',
  'whole-answer': 'noteWholeAnswer',
};

/** "812 × 540 of 3000 × 2000": what a screenshot has of the file's own pixels. */
function sizeText({ width, height, source, page }: ImageRecord): string {
  const { fullSize } = page;
  return source === 'screenshot' && fullSize
    ? t('sizeOf', width, height, fullSize.width, fullSize.height)
    : t('size', width, height);
}

/** "1.2 MB": how large the file is that was taken. */
function bytesText({ source, blob }: ImageRecord): string {
  if (source !== 'original' && source !== 'file') return '';
  const format = new Intl.NumberFormat(uiLanguage(), { maximumFractionDigits: 1 });
  const megabytes = blob.size / 1e6;
  return megabytes < 0.1
    ? t('fileSizeSmall', format.format(blob.size / 1e3))
    : t('fileSize', format.format(megabytes));
}

interface ImageSourceLineProps {
  readonly image: ImageRecord;
  onError(error: unknown): void;
}

/** Says where the pixels on the stage came from and how many they are; offers better and other ones. */
export function ImageSourceLine({ image, onError }: ImageSourceLineProps) {
  const notes = image.notes.flatMap((note) => noteKeys[note] ?? []).map((key) => t(key));
  const host = image.page.imageUrl ? new URL(image.page.imageUrl).host : '';
  const bytes = bytesText(image);
  return (
    <div class="source">
      <p class="source-line" title={image.page.pageTitle}>
        <strong>{t(sourceKeys[image.source])}</strong>
        <span>{sizeText(image)}</span>
        {bytes && <span class="source-fixed">{bytes}</span>}
        {host && <span>{image.source === 'original' ? t('fromHost', host) : host}</span>}
        {notes.map((note) => (
          <span key={note}>{note}</span>
        ))}
      </p>
      <OtherSizes image={image} onError={onError} />
      {image.source === 'screenshot' && (
        <GetOriginalButton page={image.page} imageId={image.id} onError={onError} />
      )}
    </div>
  );
}
