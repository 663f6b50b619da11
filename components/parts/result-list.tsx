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

/** CSS px of a picture's neighbour that stay in sight, to go on to it by a click. */
const neighbourPx = 50;

/** Scrolls the row alone: the page would move the stage away from under the hand. */
function reveal(row: HTMLElement, tile: Element): void {
  const [all, one] = [row.getBoundingClientRect(), tile.getBoundingClientRect()];
  const before = one.left - neighbourPx - all.left;
  const behind = one.right + neighbourPx - all.right;
  if (before < 0) row.scrollLeft += before;
  else if (behind > 0) row.scrollLeft += behind;
}

/** A wheel that turns one way only moves the row as long as there is more of it, and the page else. */
function scrollByWheel(event: WheelEvent): void {
  const row = event.currentTarget as HTMLElement;
  const before = row.scrollLeft;
  if (event.deltaX !== 0 || event.ctrlKey || event.metaKey) return;
  row.scrollLeft +=
    event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : event.deltaY * 16;
  if (row.scrollLeft !== before) event.preventDefault();
}

/** The pictures so far as small ones; arrow keys walk through them. */
export function ResultList(props: ResultListProps) {
  const { original, results, order, pending, onPending, selectedId, onSelect } = props;
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const selected = row.current?.querySelector('[aria-selected=true], [aria-pressed=true]');
    if (row.current && selected) reveal(row.current, selected);
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
    <div class="result-row" ref={row} onWheel={scrollByWheel}>
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
            number={order === 'oldest-first' ? index + 1 : results.length - index}
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
  /** Its place among the results; undefined for the original. Small as they are here, edits of one spot look alike. */
  readonly number?: number;
  readonly selected: boolean;
  onSelect(id: string): void;
  onKeyDown(event: KeyboardEvent): void;
}

function Thumbnail({ image, role, number, selected, onSelect, onKeyDown }: ThumbnailProps) {
  const url = useObjectUrl(image.blob, image.id);
  const label = number === undefined ? t('resultOriginal') : t('resultNumber', number);
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
      {number !== undefined && <span class="thumbnail-number">{number}</span>}
    </button>
  );
}
