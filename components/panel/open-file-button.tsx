import { useRef } from 'preact/hooks';
import { t } from '../../utils/i18n';

/** A button for the browser's file dialog. */
export function OpenFileButton({ onFile }: { onFile(file: File): void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class="button" onClick={() => input.current?.click()}>
        {t('openFile')}
      </button>
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file) onFile(file);
          currentTarget.value = ''; // so that the same file can be chosen again
        }}
      />
    </>
  );
}
