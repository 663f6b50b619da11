import './source-line.css';
import type { ComponentChildren } from 'preact';
import { type MessageKey, t } from '../../../utils/base/i18n';
import type { ImageNote, ImageRecord } from '../../../utils/library/records';
import type { PrivacySettings } from '../../../utils/settings/settings';
import { bytesText, sourceText } from '../../parts/image-texts';
import type { PanelServices } from '../../session/services';
import { GetOriginalButton } from './get-original-button';
import { OtherSizes } from './other-sizes';

const noteKeys: Readonly<Partial<Record<ImageNote, MessageKey>>> = {
  'animated-first-frame': 'noteAnimated',
  'rasterised-svg': 'noteSvg',
  'cmyk-converted': 'noteCmyk',
  incomplete: 'noteIncomplete',
  'gain-map': 'noteGainMap',
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

/** How large the file is that was taken. */
const fileSizeText = ({ source, blob }: ImageRecord): string =>
  source === 'original' || source === 'file' ? bytesText(blob.size) : '';

/** What becomes of a picture from a private window. */
function privacyText({ page }: ImageRecord, { keepsPrivate }: PrivacySettings): string {
  if (!page.isPrivate) return '';
  return t(keepsPrivate || page.isPrivate === 'kept' ? 'notePrivateKept' : 'notePrivate');
}

interface ImageSourceLineProps {
  readonly services: Pick<PanelServices, 'workspaceId' | 'privacy'>;
  readonly image: ImageRecord;
  /** What stands before it. */
  readonly children?: ComponentChildren;
  onError(error: unknown): void;
}

/** Says where the pixels on the stage came from and how many they are; offers better and other ones. */
export function ImageSourceLine(props: ImageSourceLineProps) {
  const { services, image, children, onError } = props;
  const { workspaceId } = services;
  const notes = image.notes.flatMap((note) => noteKeys[note] ?? []).map((key) => t(key));
  const host = image.page.imageUrl ? new URL(image.page.imageUrl).host : '';
  const bytes = fileSizeText(image);
  const privacyNote = privacyText(image, services.privacy.current.value);
  return (
    <div class="source">
      {children}
      <p class="source-line" title={image.page.pageTitle}>
        <strong>{sourceText(image.source)}</strong>
        <span>{sizeText(image)}</span>
        {bytes && <span class="source-fixed">{bytes}</span>}
        {host && <span>{image.source === 'original' ? t('fromHost', host) : host}</span>}
        {privacyNote && <span>{privacyNote}</span>}
        {notes.map((note) => (
          <span key={note}>{note}</span>
        ))}
      </p>
      <OtherSizes {...{ workspaceId, image, onError }} />
      {image.source === 'screenshot' && (
        <GetOriginalButton
          workspaceId={workspaceId}
          page={image.page}
          imageId={image.id}
          onError={onError}
        />
      )}
    </div>
  );
}
