import { MonitorUp } from 'lucide';
import { AppError } from '../../../utils/base/errors';
import { t } from '../../../utils/base/i18n';
import type { ImageRecord, PageContext } from '../../../utils/library/records';
import type { PanelModel } from '../../session/panel-model';
import type { PanelServices } from '../../session/services';
import { IconButton } from '../../ui/icon-button';

interface PutOnPageButtonProps {
  readonly services: PanelServices;
  readonly model: PanelModel;
  readonly result: ImageRecord;
}

/** Names a place in a page; what was put there last is what it shows. */
const keyOf = ({ frame, imageUrl, place }: PageContext): string =>
  JSON.stringify([frame?.tabId, frame?.frameId, place ?? imageUrl]);

/** Shows the result in the page it is from, and the page's own picture again. */
export function PutOnPageButton({ services, model, result }: PutOnPageButtonProps) {
  const { page, id } = result;
  if (!page.frame || (!page.imageUrl && !page.place)) return null;
  const key = keyOf(page);
  const isOn = model.onPage.value.get(key) === id;
  const toggle = async () => {
    const { error } = await services.sendCommand('put-on-page', { imageId: id, isOn: !isOn });
    if (error) throw new AppError(error.code, { details: error });
    const next = new Map(model.onPage.value);
    if (isOn) next.delete(key);
    else next.set(key, id);
    model.onPage.value = next;
  };
  return (
    <IconButton
      icon={MonitorUp}
      label={t('putOnPage')}
      pressed={isOn}
      onClick={() => void toggle().catch(model.showError)}
    />
  );
}
