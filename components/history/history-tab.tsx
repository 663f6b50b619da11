import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { t } from '../../utils/i18n';
import { watch } from '../../utils/library/watch';
import { bytesText } from '../panel/image-texts';
import { OpenFileButton } from '../panel/open-file-button';
import type { PanelModel } from '../panel/panel-model';
import type { PanelServices } from '../panel/services';
import { SaveOptions } from '../results/save-options';
import { findEntries, type HistoryEntry, type HistoryQuery, readHistory } from './history-entries';
import { HistoryItem } from './history-item';
import { HistorySearch } from './history-search';
import { SaveZipButton } from './save-zip-button';
import '../ui/empty.css';
import './history-tab.css';

interface HistoryTabProps {
  readonly services: PanelServices;
  readonly model: PanelModel;
}

/** Fewer images than these are seen at once: nothing to search, and calmer without. */
const searchedFrom = 6;

/** Every image of the library, the newest first, or those that were searched for. */
export function HistoryTab({ services, model }: HistoryTabProps) {
  const history = useMemo(
    () => watch(() => readHistory(services.library), model.showError),
    [services, model],
  );
  useEffect(() => history.stop, [history]);
  const query = useSignal<HistoryQuery>({ text: '', starredOnly: false });
  const all = history.value.value;
  if (!all) return null;
  if (all.length === 0) return <p class="empty">{t('historyEmpty')}</p>;
  const isSearchable = all.length >= searchedFrom || all.some(({ isStarred }) => isStarred);
  const found = isSearchable ? findEntries(all, query.value) : all;
  return (
    <>
      <div class="history-top">
        <SaveOptions services={services} />
        <OpenFileButton model={model} />
      </div>
      {isSearchable && <HistorySearch query={query} total={all.length} found={found.length} />}
      {found.length === 0 && <p class="empty">{t('historyNoneFound')}</p>}
      <ul class="history" aria-label={t('tabHistory')}>
        {found.map((entry) => (
          <HistoryItem key={entry.image.id} entry={entry} services={services} model={model} />
        ))}
      </ul>
      <div class="history-end">
        <p class="hint">{t('historyTotal', all.length, bytesText(bytesOf(all)))}</p>
        {found.length > 1 && (
          <SaveZipButton
            services={services}
            model={model}
            images={found.map(({ image }) => image)}
          />
        )}
      </div>
    </>
  );
}

const bytesOf = (entries: readonly HistoryEntry[]): number =>
  entries.reduce((sum, { image }) => sum + image.blob.size, 0);
