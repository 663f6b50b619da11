import './source-line.css';
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { AppError } from '../../../utils/base/errors';
import { type MessageKey, t } from '../../../utils/base/i18n';
import { sendCommand } from '../../../utils/commands';
import type { ImageNote, ImageRecord } from '../../../utils/library/records';
import { bytesText, sourceText } from '../../parts/image-texts';
import type { PanelServices } from '../../session/services';
import { useDeliberateSelect } from '../../ui/deliberate-select';
import { GetOriginalButton } from './get-original-button';

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

interface ImageSourceLineProps {
  readonly services: Pick<PanelServices, 'workspaceId'>;
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
  return (
    <div class="source">
      {children}
      <p class="source-line" title={image.page.pageTitle}>
        <strong>{sourceText(image.source)}</strong>
        <span>{sizeText(image)}</span>
        {bytes && <span class="source-fixed">{bytes}</span>}
        {host && <span>{image.source === 'original' ? t('fromHost', host) : host}</span>}
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

interface OtherSizesProps {
  readonly workspaceId: string;
  readonly image: ImageRecord;
  onError(error: unknown): void;
}

/** The same picture in the other sizes that the page has; taking one puts it in the place of this one. */
function OtherSizes({ workspaceId, image: { id: imageId, page }, onError }: OtherSizesProps) {
  const isBusy = useSignal(false);
  const { pending, handlers } = useDeliberateSelect((url) => void (url && get(url)));
  const files = page.otherFiles ?? [];
  if (files.length === 0) return null;
  const label = t('otherSizes', files.length);
  async function get(url: string): Promise<void> {
    isBusy.value = true;
    try {
      const { error } = await sendCommand('get-file', { url, page, imageId, workspaceId });
      if (error) throw new AppError(error.code, { details: error });
    } catch (error) {
      onError(error);
    } finally {
      isBusy.value = false;
    }
  }
  return (
    <select
      class="other-sizes"
      aria-label={label}
      title={pending.value ? t('enterTakes') : undefined}
      value={pending.value ?? ''}
      disabled={isBusy.value}
      {...handlers}
    >
      <option value="">{label}</option>
      {files.map(({ url, width, height }) => (
        <option key={url} value={url}>
          {t('size', width, height)}
        </option>
      ))}
    </select>
  );
}
