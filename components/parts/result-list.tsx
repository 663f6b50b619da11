import '../ui/skeleton.css';
import './result-list.css';
import { t } from '../../utils/base/i18n';
import type { ImageRecord } from '../../utils/library/records';
import { useObjectUrl } from '../ui/object-url';

interface ResultListProps {
  /** The image itself, as the first choice; absent where there is none (generations). */
  readonly image?: ImageRecord;
  readonly results: readonly ImageRecord[];
  /** True while another result is on its way. */
  readonly pending: boolean;
  readonly selectedId: string | undefined;
  /** `undefined` is the image itself. */
  onSelect(id: string | undefined): void;
}

/** The results as small pictures; arrow keys walk through them. */
export function ResultList({ image, results, pending, selectedId, onSelect }: ResultListProps) {
  const ids = [...(image ? [undefined] : []), ...results.map(({ id }) => id)];
  const walk = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const next = ids.indexOf(selectedId) + by;
    if (next < 0 || next >= ids.length) return;
    onSelect(ids[next]);
    const list = event.currentTarget as HTMLElement;
    list.querySelectorAll<HTMLElement>('[role=option]')[next]?.focus();
  };
  return (
    <div class="result-row">
      {image && (
        <Thumbnail
          image={image}
          role="button"
          label={t('resultOriginal')}
          selected={selectedId === undefined}
          onSelect={() => onSelect(undefined)}
        />
      )}
      <div class="result-list" role="listbox" aria-label={t('results')} onKeyDown={walk}>
        {results.map((result, index) => (
          <Thumbnail
            key={result.id}
            image={result}
            role="option"
            label={t('resultNumber', results.length - index)}
            selected={result.id === selectedId}
            onSelect={() => onSelect(result.id)}
          />
        ))}
      </div>
      {pending && <div class="thumbnail skeleton" aria-hidden="true" />}
    </div>
  );
}

interface ThumbnailProps {
  readonly image: ImageRecord;
  readonly role: 'button' | 'option';
  readonly label: string;
  readonly selected: boolean;
  onSelect(): void;
}

function Thumbnail({ image, role, label, selected, onSelect }: ThumbnailProps) {
  const url = useObjectUrl(image.blob, image.id);
  return (
    <button
      type="button"
      role={role}
      class="thumbnail"
      aria-label={label}
      title={label}
      {...(role === 'option' ? { 'aria-selected': selected } : { 'aria-pressed': selected })}
      onClick={onSelect}
    >
      <img src={url} alt="" />
    </button>
  );
}
