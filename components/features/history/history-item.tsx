import { Star } from 'lucide';
import { t, uiLanguage } from '../../../utils/base/i18n';
import { setStar } from '../../../utils/library/images';
import { sourceText } from '../../parts/image-texts';
import { VariationsButton } from '../../parts/result-actions';
import { downloadImage } from '../../session/download-image';
import type { PanelModel } from '../../session/panel-model';
import type { PanelServices } from '../../session/services';
import { IconButton } from '../../ui/icon-button';
import { useObjectUrl } from '../../ui/object-url';
import type { HistoryEntry } from './history-entries';

interface HistoryItemProps {
  readonly entry: HistoryEntry;
  readonly services: PanelServices;
  readonly model: PanelModel;
}

/** An image as a row: what it is, and what can be done with it. A click on the picture opens it. */
export function HistoryItem({ entry, services, model }: HistoryItemProps) {
  const { image, prompt, isStarred } = entry;
  // Nor before it is known.
  const isSafe = services.openings.value?.deadly.value.has(image.id) === false;
  const url = useObjectUrl(isSafe ? image.blob : undefined, image.id);
  const name = prompt || image.page.pageTitle || t('untitled');
  return (
    <li class="history-entry">
      <div class="history-picture">
        <button
          type="button"
          class="history-open"
          aria-label={t('editNamed', name)}
          onClick={() => model.openImage(image.id)}
        >
          <img src={url} alt="" loading="lazy" decoding="async" />
        </button>
        <IconButton
          icon={Star}
          label={t('star')}
          pressed={isStarred}
          onClick={() =>
            void setStar(services.library, image.id, !isStarred).catch(model.showError)
          }
        />
      </div>
      <div class="history-text">
        <p class="history-name" title={name}>
          {name}
        </p>
        <p class="hint">
          {sourceText(image.source)} · {t('size', image.width, image.height)}
          {image.page.isPrivate && ` · ${t('notePrivateKept')}`}
        </p>
        <p class="hint">{timeText(image.createdAt)}</p>
      </div>
      <div class="history-actions">
        <button
          type="button"
          class="button quiet"
          onClick={() => void downloadImage(services, image).catch(model.showError)}
        >
          {t('download')}
        </button>
        <VariationsButton services={services} model={model} image={image} />
        <button type="button" class="button quiet" onClick={() => model.deleteImage(image.id)}>
          {t('delete')}
        </button>
      </div>
    </li>
  );
}

/** "Nov 23, 10:47 AM"; the year is said where it is another one. */
function timeText(ms: number): string {
  const time = new Date(ms);
  const isThisYear = time.getFullYear() === new Date().getFullYear();
  return new Intl.DateTimeFormat(uiLanguage(), {
    ...(isThisYear ? {} : { year: 'numeric' }),
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  }).format(time);
}
