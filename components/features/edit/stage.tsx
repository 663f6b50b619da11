import { computed } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { t } from '../../../utils/base/i18n';
import { isRunning, type JobRecord } from '../../../utils/library/jobs';
import type { MaskEditorModel } from '../../editor/core/model';
import { MaskEditor } from '../../editor/ui/mask-editor';
import type { EditSession } from '../../session/edit-session';
import type { PanelModel } from '../../session/panel-model';
import type { PanelState } from '../../session/panel-state';
import { useObjectUrl } from '../../ui/object-url';

interface StageProps {
  readonly model: Pick<PanelModel, 'showResult'>;
  readonly session: EditSession;
  readonly state: PanelState;
  readonly comparing: boolean;
}

/** The newest partial picture of a running edit, and the part of the image that it is of. */
function usePreview(job: JobRecord | undefined, { hasMask, changeBox }: EditSession) {
  const running = job && isRunning(job.state) ? job : undefined;
  const { preview, crop } = running ?? {};
  const url = useObjectUrl(preview, `${running?.id} ${preview?.size}`);
  if (!url || !crop) return undefined;
  return { url, rect: crop, inside: hasMask.value ? undefined : (changeBox.value ?? crop) };
}

/**
 * Whether mask or crop box were worked on since another picture (named by `over`) has covered them: then
 * they have to be seen, and so does the image that they are for.
 */
function useIsWorkedOn(model: MaskEditorModel, over: string): boolean {
  const { state, cropCalls, painting, outlining } = model;
  const isWorkedOn = useMemo(() => {
    const since = { state: state.peek(), cropCalls: cropCalls.peek() };
    const isChanged = () => state.value !== since.state || cropCalls.value !== since.cropCalls;
    return computed(() => painting.value || outlining.value || isChanged());
  }, [model, over]);
  return isWorkedOn.value;
}

/** The image with its mask; a chosen result in its place, to be compared with the image. */
export function Stage({ model, session, state, comparing }: StageProps) {
  const { image } = session;
  const result = state.results.find(({ id }) => id === state.workspace.resultId);
  const shown = result ?? image;
  const url = useObjectUrl(shown.blob, shown.id);
  const originalUrl = useObjectUrl(image.blob, image.id);
  const running = state.edits.find((job) => isRunning(job.state) && job.preview);
  const overlay = usePreview(running, session);
  const isWorkedOn = useIsWorkedOn(session.mask, `${image.id} ${result?.id ?? running?.id}`);
  useEffect(() => {
    if (result && isWorkedOn) model.showResult(undefined);
  }, [result?.id, isWorkedOn]);
  if (!url) return null;
  return (
    <MaskEditor
      model={session.mask}
      image={{ url, width: image.width, height: image.height }}
      source={shown.source}
      overlay={overlay}
      showMask={isWorkedOn || (!result && !overlay)}
      compareUrl={result && comparing ? originalUrl : undefined}
      otherUrl={result && originalUrl}
      crop={session.crop}
      changeBox={session.changeBox}
      extend={result ? undefined : session.extension}
      label={image.page.altText || t('stageLabel')}
    />
  );
}
