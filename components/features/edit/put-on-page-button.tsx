import { useSignal } from '@preact/signals';
import { MonitorUp } from 'lucide';
import { useEffect } from 'preact/hooks';
import { AppError, type ErrorCode } from '../../../utils/base/errors';
import { t } from '../../../utils/base/i18n';
import type { ImageRecord, PageContext } from '../../../utils/library/records';
import { causeText } from '../../parts/alert';
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

const canBeThere = ({ page }: ImageRecord): boolean =>
  page.frame !== undefined && (page.imageUrl !== undefined || page.place !== undefined);

/** Shows the result in the page it is from, and the page's own picture again. */
export function PutOnPageButton(props: PutOnPageButtonProps) {
  return canBeThere(props.result) ? <Toggle {...props} /> : null;
}

function Toggle({ services, model, result }: PutOnPageButtonProps) {
  const { page, id } = result;
  const key = keyOf(page);
  const isOn = model.onPage.value.get(key) === id;
  const hindrance = useSignal<ErrorCode | undefined>(undefined);
  const note = (isNowOn: boolean) => {
    const next = new Map(model.onPage.peek());
    if (isNowOn) next.set(key, id);
    else if (next.get(key) === id) next.delete(key);
    model.onPage.value = next;
  };
  // Page and panel may have been loaded anew since, and the user comes back from the page.
  useEffect(() => {
    const look = async () => {
      if (document.visibilityState !== 'visible') return;
      const answer = await services.sendCommand('is-on-page', { imageId: id });
      hindrance.value = answer.error?.code;
      note(answer.isOn);
    };
    const lookAgain = () => void look().catch(console.warn);
    lookAgain();
    document.addEventListener('visibilitychange', lookAgain);
    window.addEventListener('focus', lookAgain);
    return () => {
      document.removeEventListener('visibilitychange', lookAgain);
      window.removeEventListener('focus', lookAgain);
    };
  }, [id]);
  const toggle = async () => {
    const { error } = await services.sendCommand('put-on-page', { imageId: id, isOn: !isOn });
    hindrance.value = error?.code;
    if (error) throw new AppError(error.code, { details: error });
    note(!isOn);
  };
  return (
    <IconButton
      icon={MonitorUp}
      label={t('putOnPage')}
      pressed={isOn}
      unavailable={hindrance.value && causeText(hindrance.value)}
      onClick={() => void toggle().catch(model.showError)}
    />
  );
}
