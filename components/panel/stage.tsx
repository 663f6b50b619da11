import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../utils/i18n';
import { isRunning } from '../../utils/jobs/job-state';
import type { JobRecord } from '../../utils/library/records';
import type { EditSession } from '../edit-form/edit-session';
import { MaskEditor } from '../mask-editor/mask-editor';
import type { MaskEditorModel } from '../mask-editor/mask-editor-model';
import { useObjectUrl } from '../ui/object-url';
import type { PanelModel } from './panel-model';
import type { PanelState } from './panel-state';

interface StageProps {
  readonly model: Pick<PanelModel, 'showResult'>;
  readonly session: EditSession;
  readonly state: PanelState;
  readonly comparing: boolean;
}

/** The newest partial picture of a running edit, and the part of the image that it is of. */
function usePreview(job: JobRecord | undefined) {
  const running = job && isRunning(job.state) ? job : undefined;
  const { preview, crop } = running ?? {};
  const url = useObjectUrl(preview, `${running?.id} ${preview?.size}`);
  return url && crop ? { url, rect: crop } : undefined;
}

/**
 * Whether the mask was worked on since another picture (named by `over`) has covered it: then it has to
 * be seen, and so does the image that it is for.
 */
function useIsPainted({ state, painting }: MaskEditorModel, over: string): boolean {
  const since = useRef({ over, steps: state.value });
  if (since.current.over !== over) since.current = { over, steps: state.value };
  return painting.value || since.current.steps !== state.value;
}

/** The image with its mask; a chosen result in its place, to be compared with the image. */
export function Stage({ model, session, state, comparing }: StageProps) {
  const { image } = session;
  const result = state.results.find(({ id }) => id === state.workspace.resultId);
  const shown = result ?? image;
  const url = useObjectUrl(shown.blob, shown.id);
  const originalUrl = useObjectUrl(image.blob, image.id);
  const running = state.edits.find((job) => isRunning(job.state) && job.preview);
  const overlay = usePreview(running);
  const isPainted = useIsPainted(session.mask, `${image.id} ${result?.id ?? running?.id}`);
  useEffect(() => {
    if (result && isPainted) model.showResult(undefined);
  }, [result?.id, isPainted]);
  if (!url) return null;
  return (
    <MaskEditor
      model={session.mask}
      image={{ url, width: image.width, height: image.height }}
      source={shown.source}
      overlay={overlay}
      showMask={isPainted || (!result && !overlay)}
      compareUrl={result && comparing ? originalUrl : undefined}
      otherUrl={result && originalUrl}
      crop={result ? undefined : session.crop}
      extend={result ? undefined : session.extension}
      label={image.page.altText || t('stageLabel')}
    />
  );
}
