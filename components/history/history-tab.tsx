import { useEffect, useMemo } from 'preact/hooks';
import { t, uiLanguage } from '../../utils/i18n';
import { listImages } from '../../utils/library/images';
import type { ImageRecord } from '../../utils/library/records';
import { watch } from '../../utils/library/watch';
import { OpenFileButton } from '../panel/open-file-button';
import type { PanelModel } from '../panel/panel-model';
import type { PanelServices } from '../panel/services';
import { downloadImage } from '../results/download-image';
import { SaveOptions } from '../results/save-options';
import { VariationsButton } from '../results/variations-button';
import { useObjectUrl } from '../ui/object-url';
import '../ui/empty.css';
import './history-tab.css';

interface HistoryTabProps {
  readonly services: PanelServices;
  readonly model: PanelModel;
}

/** Every image of the library, the newest first. */
export function HistoryTab({ services, model }: HistoryTabProps) {
  const images = useMemo(
    () => watch(() => listImages(services.library), model.showError),
    [services, model],
  );
  useEffect(() => images.stop, [images]);
  const list = images.value.value;
  if (!list) return null;
  if (list.length === 0) return <p class="empty">{t('historyEmpty')}</p>;
  return (
    <>
      <div class="history-top">
        <SaveOptions services={services} />
        <OpenFileButton model={model} />
      </div>
      <ul class="history" aria-label={t('tabHistory')}>
        {list.map((image) => (
          <HistoryEntry key={image.id} image={image} services={services} model={model} />
        ))}
      </ul>
    </>
  );
}

interface HistoryEntryProps extends HistoryTabProps {
  readonly image: ImageRecord;
}

function HistoryEntry({ image, services, model }: HistoryEntryProps) {
  const url = useObjectUrl(image.blob, image.id);
  const name = image.page.pageTitle || t('untitled');
  const time = new Intl.DateTimeFormat(uiLanguage(), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <li class="history-entry">
      <button
        type="button"
        class="history-picture"
        aria-label={t('editNamed', name)}
        onClick={() => model.openImage(image.id)}
      >
        <img src={url} alt="" loading="lazy" />
      </button>
      <div class="history-text">
        <p class="history-name">{name}</p>
        <p class="hint">{t('size', image.width, image.height)}</p>
        <p class="hint">{time.format(image.createdAt)}</p>
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
