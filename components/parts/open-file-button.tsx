import { useRef } from 'preact/hooks';
import { t } from '../../utils/base/i18n';
import { pageOfFile } from '../session/brought-image';
import type { PanelModel } from '../session/panel-model';

interface OpenFileButtonProps {
  readonly model: PanelModel;
  readonly isPrimary?: boolean;
}

/** A button for the browser's file dialog; what is chosen is opened. */
export function OpenFileButton({ model, isPrimary = false }: OpenFileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const open = (file: File) => {
    model.forgetFailures();
    void model.takeImage({ blob: file, source: 'file', page: pageOfFile(file) });
  };
  return (
    <>
      <button
        type="button"
        class={isPrimary ? 'button primary' : 'button'}
        onClick={() => input.current?.click()}
      >
        {t('openFile')}
      </button>
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file) open(file);
          currentTarget.value = ''; // so that the same file can be chosen again
        }}
      />
    </>
  );
}
