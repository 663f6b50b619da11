import './new-image.css';
import { Plus } from 'lucide';
import { AppError } from '../../../utils/base/errors';
import { t } from '../../../utils/base/i18n';
import { sendCommand } from '../../../utils/commands';
import { pageOfFile } from '../../session/brought-image';
import type { PanelModel } from '../../session/panel-model';
import { usePicker } from '../../session/picker';
import type { PanelServices } from '../../session/services';
import { DropDown } from '../../ui/drop-down';
import { Icon } from '../../ui/icon-button';
import { shortcutText } from '../../ui/shortcut';

interface NewImageProps {
  readonly services: PanelServices;
  readonly model: PanelModel;
}

/** The ways to another image, at all times. */
export const NewImage = ({ services, model }: NewImageProps) => (
  <DropDown
    label={
      <>
        <Icon icon={Plus} size={14} />
        {t('newImage')}
      </>
    }
    list={(close) => <Ways {...{ services, model, close }} />}
  />
);

/** A file of the user's choice. No element of the page: that would be gone before the user has chosen. */
function chooseFile(onFile: (file: File) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = 'image/*';
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file) onFile(file);
  });
  input.click();
}

/**
 * The picture in the clipboard.
 * @throws AppError nothing-to-take; clipboard-kept-back where only the keys may paste: Chromium asks nobody in a side panel and
 *   refuses (seen in Chromium 156)
 */
async function pastedImage(): Promise<Blob> {
  const items = await navigator.clipboard.read().catch((cause: unknown) => {
    const details = { substitutions: [shortcutText('ctrl+v')] };
    throw new AppError('clipboard-kept-back', { cause, details });
  });
  for (const item of items) {
    const type = item.types.find((each) => each.startsWith('image/'));
    if (type) return item.getType(type);
  }
  throw new AppError('nothing-to-take');
}

interface WaysProps extends NewImageProps {
  close(): void;
}

function Ways({ services: { isTab }, model, close }: WaysProps) {
  const { picking, toggle } = usePicker(async (tab) => {
    const { error } = await sendCommand('pick-on-page', tab);
    if (error) throw new AppError(error.code, { details: error });
  }, model.showError);
  const begin = (work: () => unknown) => {
    model.forgetFailures();
    work();
    close();
  };
  return (
    <>
      {isTab.value === false && (
        <Way name={t('pickOnPage')} shortcut={shortcutText('alt+p')} onClick={toggle} />
      )}
      {picking.value && (
        <p class="hint" role="status">
          {t('pickingOnPage')}
        </p>
      )}
      <Way
        name={t('openFile')}
        onClick={() =>
          begin(() =>
            chooseFile((file) =>
              model.takeImage({ blob: file, source: 'file', page: pageOfFile(file) }),
            ),
          )
        }
      />
      <Way
        name={t('pasteImage')}
        shortcut={shortcutText('ctrl+v')}
        onClick={() =>
          begin(() =>
            pastedImage().then(
              (blob) => model.takeImage({ blob, source: 'paste' }),
              model.showError,
            ),
          )
        }
      />
      <Way name={t('tabHistory')} onClick={() => begin(() => model.selectTab('history'))} />
    </>
  );
}

interface WayProps {
  readonly name: string;
  readonly shortcut?: string;
  onClick(): void;
}

const Way = ({ name, shortcut, onClick }: WayProps) => (
  <button type="button" onClick={onClick}>
    {name}
    {shortcut && (
      <span class="new-image-shortcut" aria-hidden="true">
        {shortcut}
      </span>
    )}
  </button>
);
