import { computed } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { t } from '../../../utils/base/i18n';
import { isRunning, type JobRecord } from '../../../utils/library/jobs';
import type { MaskEditorModel } from '../../editor/core/model';
import { MaskEditor } from '../../editor/ui/mask-editor';
import type { EditSession } from '../../session/edit-session';
import type { PanelModel } from '../../session/panel-model';
import type { PanelState } from '../../session/panel-state';
import { useObjectUrl } from '../../ui/object-url';

interface StageProps {
  readonly model: PanelModel;
  readonly session: EditSession;
  readonly state: PanelState;
}

/** The newest partial picture of a running edit, and the part of the image that it is of. */
function usePreview(job: JobRecord | undefined, { hasMask, changeBox }: EditSession) {
  const { preview, crop } = job ?? {};
  const url = useObjectUrl(preview, `${job?.id} ${preview?.size}`);
  if (!url || !crop) return undefined;
  return { url, rect: crop, inside: hasMask.value ? undefined : (changeBox.value ?? crop) };
}

/** Whether mask or crop box were worked on since a job's preview (named by `over`) has covered them: then they have to be seen. */
function useIsWorkedOn(model: MaskEditorModel, over: string): boolean {
  const { state, cropCalls, painting, outlining } = model;
  const isWorkedOn = useMemo(() => {
    const since = { state: state.peek(), cropCalls: cropCalls.peek() };
    const isChanged = () => state.value !== since.state || cropCalls.value !== since.cropCalls;
    return computed(() => painting.value || outlining.value || isChanged());
  }, [model, over]);
  return isWorkedOn.value;
}

/** The image with its mask; while comparing, the image that it was made from in its place. */
export function Stage({ model, session, state }: StageProps) {
  const { image } = session;
  const parent = state.parent?.id === image.parentId ? state.parent : undefined;
  const url = useObjectUrl(image.blob, image.id);
  const parentUrl = useObjectUrl(parent?.blob, parent?.id ?? '');
  const running = state.edits.find(
    (job) => isRunning(job.state) && job.preview && job.imageId === image.id,
  );
  const overlay = usePreview(running, session);
  const isWorkedOn = useIsWorkedOn(session.mask, `${image.id} ${running?.id}`);
  if (!url) return null;
  return (
    <MaskEditor
      model={session.mask}
      image={{ url, width: image.width, height: image.height }}
      source={image.source}
      overlay={overlay}
      showMask={isWorkedOn || !overlay}
      compareUrl={model.comparing.value ? parentUrl : undefined}
      otherUrl={parentUrl}
      crop={session.crop}
      changeBox={session.changeBox}
      extend={session.extension}
      label={image.page.altText || t('stageLabel')}
    />
  );
}
