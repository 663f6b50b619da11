import './other-sizes.css';
import { type Signal, useSignal } from '@preact/signals';
import { ChevronDown } from 'lucide';
import { useEffect } from 'preact/hooks';
import { AppError } from '../../../utils/base/errors';
import { t } from '../../../utils/base/i18n';
import { sendCommand } from '../../../utils/commands';
import type { ImageRecord, PageContext } from '../../../utils/library/records';
import { DropDown } from '../../ui/drop-down';
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
  const isBusy = useSignal(false);
  const previews = useSignal<Previews>({});
  const files = page.otherFiles ?? [];
  if (files.length === 0) return null;
  async function get(url: string): Promise<void> {
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
    <DropDown
      isDisabled={isBusy.value}
      label={
        <>
          {t('otherSizes', files.length)}
          <Icon icon={ChevronDown} size={14} />
        </>
      }
      list={(close) => (
        <Sizes
          {...{ page, previews }}
          onTake={(url) => {
            close();
            void get(url);
          }}
        />
      )}
    />
  );
}

/** Small copies by address. */
type Previews = Readonly<Record<string, string>>;

interface SizesProps {
  readonly page: PageContext;
  /** Those that are known; each is asked for once only. */
  readonly previews: Signal<Previews>;
  onTake(url: string): void;
}

function Sizes({ page: { frame, otherFiles = [] }, previews, onTake }: SizesProps) {
  useEffect(() => {
    if (!frame) return undefined;
    let isClosed = false;
    const load = async () => {
      for (const { url } of otherFiles) {
        if (isClosed) return;
        if (url in previews.peek()) continue;
        const { preview = '' } = await sendCommand('preview-file', { frame, url });
        previews.value = { ...previews.peek(), [url]: preview };
      }
    };
    load().catch(console.warn); // the sizes are there all the same
    return () => {
      isClosed = true;
    };
  }, [frame, otherFiles]);
  return otherFiles.map(({ url, width, height }) => (
    <button type="button" key={url} title={url} onClick={() => onTake(url)}>
      <span class="other-sizes-preview">
        {previews.value[url] && <img src={previews.value[url]} alt="" />}
      </span>
      {t('size', width, height)}
    </button>
  ));
}
