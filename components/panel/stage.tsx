import { t } from '../../utils/i18n';
import { isRunning } from '../../utils/jobs/job-state';
import type { JobRecord } from '../../utils/library/records';
import type { EditSession } from '../edit-form/edit-session';
import { MaskEditor } from '../mask-editor/mask-editor';
import { useObjectUrl } from '../ui/object-url';
import type { PanelState } from './panel-state';

interface StageProps {
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

/** The image with its mask; a chosen result in its place, to be compared with the image. */
export function Stage({ session, state, comparing }: StageProps) {
  const { image } = session;
  const result = state.results.find(({ id }) => id === state.workspace.resultId);
  const shown = result ?? image;
  const url = useObjectUrl(shown.blob, shown.id);
  const originalUrl = useObjectUrl(image.blob, image.id);
  const overlay = usePreview(state.edits.find((job) => isRunning(job.state) && job.preview));
  if (!url) return null;
  return (
    <MaskEditor
      model={session.mask}
      image={{ url, width: image.width, height: image.height }}
      source={shown.source}
      overlay={overlay}
      showMask={!result && !overlay}
      compareUrl={result && comparing ? originalUrl : undefined}
      otherUrl={result && originalUrl}
      crop={result ? undefined : session.crop}
      label={image.page.altText || t('stageLabel')}
    />
  );
}
