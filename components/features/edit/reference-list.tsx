import './reference-list.css';
import { useSignal } from '@preact/signals';
import { X } from 'lucide';
import { useRef } from 'preact/hooks';
import { t } from '../../../utils/base/i18n';
import type { ImageRecord } from '../../../utils/library/records';
import { maxReferences } from '../../../utils/server/request';
import { idsOf, useDeadly } from '../../parts/deadly';
import { usePicker } from '../../session/picker';
import type { References } from '../../session/references';
import type { PanelServices } from '../../session/services';
import { Icon } from '../../ui/icon-button';
import { useObjectUrl } from '../../ui/object-url';

/** How many of the newest images are offered. */
const offeredImages = 24;

interface ReferenceListProps extends Pick<PanelServices, 'library' | 'openings'> {
  readonly references: References;
  /** The image that is edited, which needs no second copy. */
  readonly imageId: string;
  /** Whether the panel is a tab of its own: no page to pick from lies beside it. */
  readonly isTab: boolean;
}

/** Further images beside the one that is edited: added from files, from the page or from history, removed by a click. */
export function ReferenceList(props: ReferenceListProps) {
  const { references, library, imageId, isTab } = props;
  const offered = useSignal<readonly ImageRecord[] | undefined>(undefined);
  const { list, add, remove } = references;
  const deadly = useDeadly(props, 'references', idsOf(list.value));
  const isSafe = ({ id }: ImageRecord) => deadly?.has(id) === false;
  const isFull = list.value.length >= maxReferences;
  const toggleHistory = async () => {
    const newest = () => library.images.orderBy('createdAt').reverse().limit(offeredImages);
    offered.value = offered.value ? undefined : await newest().toArray();
  };
  const isFree = ({ id }: ImageRecord) =>
    id !== imageId && !list.value.some((image) => image.id === id);
  return (
    <fieldset class="references">
      <legend>{t('references', list.value.length, maxReferences)}</legend>
      <div class="reference-row">
        {list.value.map((image) => (
          <Picture
            key={image.id}
            image={image}
            isDrawn={isSafe(image)}
            label={t('removeReference', nameOf(image))}
            removes
            onClick={() => remove(image.id)}
          />
        ))}
        <AddFiles disabled={isFull} onFiles={references.addFiles} />
        {!isTab && <AddFromPage disabled={isFull} references={references} />}
        <button
          type="button"
          class="button quiet"
          aria-expanded={offered.value !== undefined}
          disabled={isFull}
          onClick={() => void toggleHistory()}
        >
          {t('fromHistory')}
        </button>
      </div>
      {offered.value && !isFull && (
        <div class="reference-row reference-offer">
          {offered.value.filter(isFree).map((image) => (
            <Picture
              key={image.id}
              image={image}
              isDrawn={isSafe(image)}
              label={t('addReference', nameOf(image))}
              onClick={() => add(image)}
            />
          ))}
        </div>
      )}
    </fieldset>
  );
}

const nameOf = ({ page }: ImageRecord): string => page.pageTitle || t('untitled');

interface PictureProps {
  readonly image: ImageRecord;
  /** False for one that panels have died with. */
  readonly isDrawn: boolean;
  readonly label: string;
  readonly removes?: boolean;
  onClick(): void;
}

function Picture({ image, isDrawn, label, removes, onClick }: PictureProps) {
  const url = useObjectUrl(isDrawn ? image.blob : undefined, image.id);
  return (
    <button type="button" class="reference" aria-label={label} title={label} onClick={onClick}>
      <img src={url} alt="" loading="lazy" />
      {removes && <Icon icon={X} />}
    </button>
  );
}

interface AddFromPageProps {
  readonly disabled: boolean;
  readonly references: References;
}

function AddFromPage({ disabled, references }: AddFromPageProps) {
  const { picking, toggle } = usePicker(references.addFromPage, references.onError);
  return (
    <button
      type="button"
      class="button quiet"
      disabled={disabled}
      title={picking.value && t('pickingOnPage')}
      onClick={toggle}
    >
      {t(picking.value ? 'stopPicking' : 'fromPage')}
    </button>
  );
}

interface AddFilesProps {
  readonly disabled: boolean;
  onFiles(files: readonly File[]): Promise<void>;
}

function AddFiles({ disabled, onFiles }: AddFilesProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class="button quiet"
        disabled={disabled}
        onClick={() => input.current?.click()}
      >
        {t('addFiles')}
      </button>
      <input
        ref={input}
        type="file"
        accept="image/*"
        multiple
        data-testid="reference-files"
        hidden
        onChange={({ currentTarget }) => {
          void onFiles([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
    </>
  );
}
