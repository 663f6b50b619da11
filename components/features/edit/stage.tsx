import { computed, type Signal, useSignal } from '@preact/signals';
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
  readonly moreTools: Signal<boolean>;
}

/** The newest partial picture of a running edit, and the part of the image that it is of. */
function usePreview(job: JobRecord | undefined, { hasMask, changeBox }: EditSession) {
  const { preview, crop } = job ?? {};
  const url = useObjectUrl(preview, `${job?.id} ${preview?.size}`);
  if (!url || !crop) return undefined;
  return { url, rect: crop, inside: hasMask.value ? undefined : (changeBox.value ?? crop) };
}

/** Whether something is drawn since a job's preview (named by `over`) has covered the image. */
function useIsDrawnOn(model: MaskEditorModel, over: string): boolean {
  const { drawing, activity } = model;
  const isDrawnOn = useMemo(() => {
    const since = drawing.history.peek();
    return computed(
      () => activity.painting.value || activity.outlining.value || drawing.history.value !== since,
    );
  }, [model, over]);
  return isDrawnOn.value;
}

/** The image with its mask; while comparing, the image that it was made from in its place. */
export function Stage({ model, session, state, moreTools }: StageProps) {
  const { image } = session;
  const parent = state.parent?.id === image.parentId ? state.parent : undefined;
  const parentUrl = useObjectUrl(parent?.blob, parent?.id ?? '');
  const running = state.edits.find(
    (job) => isRunning(job.state) && job.preview && job.imageId === image.id,
  );
  const overlay = usePreview(running, session);
  const over = `${image.id} ${running?.id}`;
  const isDrawnOn = useIsDrawnOn(session.mask, over);
  const cropAskedOver = useSignal<string>();
  // Then drawing and crop box have to be seen.
  const isWorkedOn = isDrawnOn || cropAskedOver.value === over;
  return (
    <MaskEditor
      model={session.mask}
      moreTools={moreTools}
      image={{ url: session.pictureUrl, width: image.width, height: image.height }}
      source={image.source}
      overlay={overlay}
      showMask={isWorkedOn || !overlay}
      compareUrl={model.comparing.value ? parentUrl : undefined}
      otherUrl={parentUrl}
      crop={session.crop}
      onCropTool={() => {
        cropAskedOver.value = over;
      }}
      changeBox={session.changeBox}
      extend={session.extension}
      hint={
        running || (session.isFinished.value && !session.prompt.value) ? undefined : t('stageHint')
      }
      label={image.page.altText || t('stageLabel')}
    />
  );
}
