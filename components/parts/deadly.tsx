import { useLayoutEffect } from 'preact/hooks';
import { t } from '../../utils/base/i18n';
import type { OpeningLog } from '../session/opening-log';
import type { PanelModel } from '../session/panel-model';
import type { PanelServices } from '../session/services';
import { Alert } from './alert';

type WithOpenings = Pick<PanelServices, 'openings'>;

export const idsOf = (images: readonly { readonly id: string }[]): readonly string[] =>
  images.map(({ id }) => id);

/**
 * Notes which pictures a part of the panel is about to draw, as long as it is there.
 * @param place names that part
 * @returns those that panels have died with, which it must not draw; undefined as long as nobody knows: then it draws none
 */
export function useDeadly(
  { openings }: WithOpenings,
  place: string,
  imageIds: readonly string[],
): ReadonlySet<string> | undefined {
  const log: OpeningLog | undefined = openings.value;
  const deadly = log?.deadly.value;
  const drawn = deadly ? imageIds.filter((id) => !deadly.has(id)) : [];
  // Before the browser paints.
  useLayoutEffect(() => log?.note(place, drawn), [log, place, drawn.join()]);
  useLayoutEffect(() => () => log?.note(place, []), [log, place]);
  return deadly;
}

interface DeadlyAlertProps {
  readonly services: WithOpenings;
  readonly model: Pick<PanelModel, 'deleteImage'>;
  readonly imageId: string;
  /** It is going to be drawn all the same. */
  onOpen?(): void;
}

/** In the place of a picture that panels have died with. */
export function DeadlyAlert({ services, model, imageId, onOpen }: DeadlyAlertProps) {
  const open = () => {
    onOpen?.();
    services.openings.peek()?.allow(imageId);
  };
  return (
    <Alert error={{ code: 'image-ends-panel' }}>
      <button type="button" class="button" onClick={open}>
        {t('openAllTheSame')}
      </button>
      <button type="button" class="button" onClick={() => model.deleteImage(imageId)}>
        {t('delete')}
      </button>
    </Alert>
  );
}
