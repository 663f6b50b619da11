import './other-sizes.css';
import { useSignal } from '@preact/signals';
import { ChevronDown } from 'lucide';
import { useEffect, useId, useRef } from 'preact/hooks';
import { AppError } from '../../../utils/base/errors';
import { t } from '../../../utils/base/i18n';
import { sendCommand } from '../../../utils/commands';
import type { ImageRecord, PageContext } from '../../../utils/library/records';
import { Icon } from '../../ui/icon-button';

interface OtherSizesProps {
  readonly workspaceId: string;
  readonly image: ImageRecord;
  onError(error: unknown): void;
}

/**
 * The same picture in the other sizes that the page has, behind a button, each with a small copy of what it shows; taking one
 * puts it in the place of this one.
 */
export function OtherSizes({
  workspaceId,
  image: { id: imageId, page },
  onError,
}: OtherSizesProps) {
  const isOpen = useSignal(false);
  const isBusy = useSignal(false);
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const previews = usePreviews(page, isOpen.value);
  useEffect(() => {
    if (!isOpen.value) return undefined;
    root.current?.querySelector<HTMLElement>('.other-sizes-list button')?.focus();
    const onDown = ({ target }: PointerEvent) => {
      if (target instanceof Node && !root.current?.contains(target)) isOpen.value = false;
    };
    document.addEventListener('pointerdown', onDown, { capture: true });
    return () => document.removeEventListener('pointerdown', onDown, { capture: true });
  }, [isOpen.value]);
  const files = page.otherFiles ?? [];
  if (files.length === 0) return null;
  async function get(url: string): Promise<void> {
    isOpen.value = false;
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
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the buttons in it
    <div
      class="other-sizes"
      ref={root}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen.value) return;
        event.stopPropagation();
        isOpen.value = false;
        root.current?.querySelector('button')?.focus();
      }}
      onFocusOut={({ relatedTarget }) => {
        if (relatedTarget instanceof Node && !root.current?.contains(relatedTarget))
          isOpen.value = false;
      }}
    >
      <button
        type="button"
        class="other-sizes-button"
        aria-expanded={isOpen.value}
        aria-controls={id}
        disabled={isBusy.value}
        onClick={() => {
          isOpen.value = !isOpen.value;
        }}
      >
        {t('otherSizes', files.length)}
        <Icon icon={ChevronDown} size={14} />
      </button>
      {isOpen.value && (
        <div class="other-sizes-list" id={id}>
          {files.map(({ url, width, height }) => (
            <button type="button" key={url} title={url} onClick={() => void get(url)}>
              <span class="other-sizes-preview">
                {previews[url] && <img src={previews[url]} alt="" />}
              </span>
              {t('size', width, height)}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** Small copies by address, asked for one after the other as long as the list is open, and once only. */
function usePreviews({ frame, otherFiles = [] }: PageContext, isOpen: boolean) {
  const known = useSignal<Readonly<Record<string, string>>>({});
  useEffect(() => {
    if (!isOpen || !frame) return undefined;
    let isClosed = false;
    const load = async () => {
      for (const { url } of otherFiles) {
        if (isClosed) return;
        if (url in known.peek()) continue;
        const { preview = '' } = await sendCommand('preview-file', { frame, url });
        known.value = { ...known.peek(), [url]: preview };
      }
    };
    load().catch(console.warn); // the sizes are there all the same
    return () => {
      isClosed = true;
    };
  }, [isOpen, frame, otherFiles]);
  return known.value;
}
