import { useSignal } from '@preact/signals';
import { sendCommand } from '../../utils/commands';
import { AppError } from '../../utils/errors';
import { t } from '../../utils/i18n';
import type { ImageRecord } from '../../utils/library/records';

interface OtherSizesProps {
  readonly image: ImageRecord;
  onError(error: unknown): void;
}

/** The same picture in the other sizes that the page has; taking one puts it in the place of this one. */
export function OtherSizes({ image: { id: imageId, page }, onError }: OtherSizesProps) {
  const isBusy = useSignal(false);
  const files = page.otherFiles ?? [];
  if (files.length === 0) return null;
  const label = t('otherSizes', files.length);
  const get = async (url: string) => {
    isBusy.value = true;
    try {
      const { error } = await sendCommand('get-file', { url, page, imageId });
      if (error) throw new AppError(error.code, { details: error });
    } catch (error) {
      onError(error);
    } finally {
      isBusy.value = false;
    }
  };
  return (
    <select
      class="other-sizes"
      aria-label={label}
      value=""
      disabled={isBusy.value}
      onChange={({ currentTarget }) => {
        const url = currentTarget.value;
        currentTarget.value = '';
        if (url) void get(url);
      }}
    >
      <option value="">{label}</option>
      {files.map(({ url, width, height }) => (
        <option key={url} value={url}>
          {t('size', width, height)}
        </option>
      ))}
    </select>
  );
}
