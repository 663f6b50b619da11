import type { Signal } from '@preact/signals';
import { Star } from 'lucide';
import { t } from '../../utils/i18n';
import { IconButton } from '../ui/icon-button';
import type { HistoryQuery } from './history-entries';

interface HistorySearchProps {
  readonly query: Signal<HistoryQuery>;
  /** How many there are, and how many of them are found. */
  readonly total: number;
  readonly found: number;
}

/** The field to search by words, and the button for the starred ones only. */
export function HistorySearch({ query, total, found }: HistorySearchProps) {
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
