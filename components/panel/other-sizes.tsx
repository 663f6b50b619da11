import { sendCommand } from '../../utils/commands';
import { AppError } from '../../utils/errors';
import { t } from '../../utils/i18n';
import type { PageContext } from '../../utils/library/records';

interface OtherSizesProps {
  readonly page: PageContext;
  onError(error: unknown): void;
}

/** The same picture in the other sizes that the page has; taking one opens it. */
export function OtherSizes({ page, onError }: OtherSizesProps) {
  const files = page.otherFiles ?? [];
  if (files.length === 0) return null;
  const label = t('otherSizes', files.length);
  const get = async (url: string) => {
    try {
      const { error } = await sendCommand('get-file', { url, page });
      if (error) throw new AppError(error.code, { details: error });
    } catch (error) {
      onError(error);
    }
  };
  return (
    <select
      class="other-sizes"
      aria-label={label}
      value=""
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
