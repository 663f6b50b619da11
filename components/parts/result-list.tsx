import '../ui/skeleton.css';
import './result-list.css';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../utils/base/i18n';
import type { ImageRecord } from '../../utils/library/records';
import { useObjectUrl } from '../ui/object-url';

interface ResultListProps {
  /** The image that all began with, as the first choice; absent where there is none (generations). */
  readonly original?: ImageRecord | undefined;
  /** In the order in which they are shown. */
  readonly results: readonly ImageRecord[];
  readonly order: 'oldest-first' | 'newest-first';
  /** True while another result is on its way. */
  readonly pending: boolean;
  /** Shows what there is of it, where that can be chosen; it is chosen where `selectedId` is undefined. */
  onPending?(): void;
  readonly selectedId: string | undefined;
  onSelect(id: string): void;
}

/** The pictures so far as small ones; arrow keys walk through them. */
export function ResultList(props: ResultListProps) {
  const { original, results, order, pending, onPending, selectedId, onSelect } = props;
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const selected = row.current?.querySelector('[aria-selected=true], [aria-pressed=true]');
    selected?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [selectedId, results.length]);
  const walk = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const tiles = [...(row.current?.querySelectorAll<HTMLElement>('button.thumbnail') ?? [])];
    const next = by && tiles[tiles.indexOf(event.target as HTMLElement) + by];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.click();
  };
  return (
    <div class="result-row" ref={row}>
      {pending && onPending && (
        <button
          type="button"
          class="thumbnail skeleton"
          aria-label={t('resultPending')}
          title={t('resultPending')}
          aria-pressed={selectedId === undefined}
          onClick={onPending}
          onKeyDown={walk}
        />
      )}
      {original && (
        <Thumbnail
          image={original}
          role="button"
          label={t('resultOriginal')}
          selected={selectedId === original.id}
          onSelect={onSelect}
          onKeyDown={walk}
        />
      )}
      <div class="result-list" role="listbox" aria-label={t('results')}>
        {results.map((result, index) => (
          <Thumbnail
            key={result.id}
            image={result}
            role="option"
            label={t('resultNumber', order === 'oldest-first' ? index + 1 : results.length - index)}
            selected={result.id === selectedId}
            onSelect={onSelect}
            onKeyDown={walk}
          />
        ))}
      </div>
      {pending && !onPending && <div class="thumbnail skeleton" aria-hidden="true" />}
    </div>
  );
}

interface ThumbnailProps {
  readonly image: ImageRecord;
  readonly role: 'button' | 'option';
  readonly label: string;
  readonly selected: boolean;
  onSelect(id: string): void;
  onKeyDown(event: KeyboardEvent): void;
}

function Thumbnail({ image, role, label, selected, onSelect, onKeyDown }: ThumbnailProps) {
  const url = useObjectUrl(image.blob, image.id);
  return (
    <button
      type="button"
      role={role}
      class="thumbnail"
      aria-label={label}
      title={label}
      {...(role === 'option' ? { 'aria-selected': selected } : { 'aria-pressed': selected })}
      onClick={() => onSelect(image.id)}
      onKeyDown={onKeyDown}
    >
      <img src={url} alt="" />
    </button>
  );
}
