import '../../ui/empty.css';
import './history-tab.css';
import type { Signal } from '@preact/signals';
import { Star } from 'lucide';
import { useEffect, useLayoutEffect, useMemo } from 'preact/hooks';
import { t } from '../../../utils/base/i18n';
import { watch } from '../../../utils/library/database';
import { idsOf, useDeadly } from '../../parts/deadly';
import { bytesText } from '../../parts/image-texts';
import { OpenFileButton } from '../../parts/open-file-button';
import { FoldedSaveOptions } from '../../parts/save-options';
import type { HistoryQuery, HistoryView, PanelModel } from '../../session/panel-model';
import type { PanelServices } from '../../session/services';
import { IconButton } from '../../ui/icon-button';
import { findEntries, type HistoryEntry, readHistory } from './history-entries';
import { HistoryItem } from './history-item';
import { SaveZipButton } from './save-zip';

interface HistoryTabProps {
  readonly services: PanelServices;
  readonly model: PanelModel;
}

/** Fewer images than these are seen at once: nothing to search, and calmer without. */
const searchedFrom = 6;

/** Pictures that may be in view, or near enough to be drawn, when the tab opens. */
const drawnAtOnce = 24;

const none: readonly HistoryEntry[] = [];

/** Every image of the library, the newest first, or those that were searched for. */
export function HistoryTab({ services, model }: HistoryTabProps) {
  const history = useMemo(
    () => watch(() => readHistory(services.library), model.showError),
    [services, model],
  );
  useEffect(() => history.stop, [history]);
  const { query } = model.history;
  const all = history.answer.value;
  const isSearchable =
    all && (all.length >= searchedFrom || all.some(({ isStarred }) => isStarred));
  const found = all && isSearchable ? findEntries(all, query.value) : (all ?? none);
  // Those further down are drawn when they are scrolled to, and never at the start.
  useDeadly(services, 'history', idsOf(found.slice(0, drawnAtOnce).map(({ image }) => image)));
  useKeptScroll(model.history, all !== undefined);
  if (!all) return null;
  if (all.length === 0) return <p class="empty">{t('historyEmpty')}</p>;
  return (
    <>
      <div class="history-top">
        <FoldedSaveOptions services={services} />
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

/** Goes back to where the list was scrolled to, as soon as it is there, and notes how far it is scrolled. */
function useKeptScroll(view: HistoryView, isThere: boolean): void {
  useLayoutEffect(() => {
    if (!isThere) return undefined;
    window.scrollTo({ top: view.scrollY, behavior: 'instant' });
    const note = () => {
      view.scrollY = window.scrollY;
    };
    window.addEventListener('scroll', note);
    return () => window.removeEventListener('scroll', note);
  }, [view, isThere]);
}

const bytesOf = (entries: readonly HistoryEntry[]): number =>
  entries.reduce((sum, { image }) => sum + image.blob.size, 0);

interface HistorySearchProps {
  readonly query: Signal<HistoryQuery>;
  /** How many there are, and how many of them are found. */
  readonly total: number;
  readonly found: number;
}

/** The field to search by words, and the button for the starred ones only. */
function HistorySearch({ query, total, found }: HistorySearchProps) {
  const { text, starredOnly } = query.value;
  const change = (by: Partial<HistoryQuery>) => {
    query.value = { ...query.value, ...by };
  };
  const isLimited = text.trim() !== '' || starredOnly;
  return (
    <search class="history-search">
      <input
        type="search"
        aria-label={t('historySearch')}
        placeholder={t('historySearch')}
        value={text}
        onInput={({ currentTarget }) => change({ text: currentTarget.value })}
      />
      <IconButton
        icon={Star}
        label={t('historyStarred')}
        pressed={starredOnly}
        onClick={() => change({ starredOnly: !starredOnly })}
      />
      <p class="visually-hidden" role="status">
        {isLimited && t('historyFound', found, total)}
      </p>
    </search>
  );
}
