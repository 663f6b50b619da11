import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { type ErrorCode, toStoredError } from '../../utils/errors';
import { t } from '../../utils/i18n';
import { isRunning } from '../../utils/jobs/job-state';
import type { ImageRecord } from '../../utils/library/records';
import { EditForm } from '../edit-form/edit-form';
import { type EditSession, openEditSession } from '../edit-form/edit-session';
import { Results } from '../results/results';
import { Alert } from '../ui/alert';
import { EmptyEdit } from './empty-edit';
import { GetOriginalButton } from './get-original-button';
import { ImageSourceLine } from './image-source-line';
import type { PanelModel } from './panel-model';
import type { PanelState } from './panel-state';
import type { PanelServices } from './services';
import { Stage } from './stage';
import '../ui/skeleton.css';
import './edit-tab.css';

/** Failures that access to the file's site may cure. */
const mayHelp: ReadonlySet<ErrorCode | undefined> = new Set([
  'image-forbidden',
  'image-unreachable',
  'image-not-an-image',
  'image-not-found',
  'no-image-there',
]);

interface EditTabProps {
  readonly services: PanelServices;
  readonly model: PanelModel;
  readonly state: PanelState;
}

/** The session of the image that is shown; undefined for the moment until its draft is read. */
function useEditSession(
  services: PanelServices,
  image: ImageRecord | undefined,
  onError: (error: unknown) => void,
) {
  const session = useSignal<EditSession | undefined>(undefined);
  // An image never changes, its id says it all
  useEffect(() => {
    let current = true;
    session.value = undefined;
    if (image)
      void openEditSession(services, image).then((opened) => {
        if (current) session.value = opened;
        else opened.close();
      }, onError);
    return () => {
      current = false;
      session.peek()?.close();
    };
  }, [image?.id]);
  return session.value?.image.id === image?.id ? session.value : undefined;
}

/** The Edit tab: nothing yet, an image on its way, a failed capture, or an image to paint on. */
export function EditTab({ services, model, state }: EditTabProps) {
  const { capture, image } = state;
  const session = useEditSession(services, image, model.showError);
  const waiting = capture?.state === 'running' || capture?.state === 'needs-rasterising';
  if (waiting) return <EditSkeleton />;
  if (capture?.state === 'failed')
    return (
      <EmptyEdit model={model}>
        <Alert error={capture.error ?? toStoredError(undefined)}>
          {mayHelp.has(capture.error?.code) && (
            <GetOriginalButton page={capture.page} onError={model.showError} />
          )}
        </Alert>
        {image && (
          <button type="button" class="button quiet" onClick={() => model.openImage(image.id)}>
            {t('backToImage')}
          </button>
        )}
      </EmptyEdit>
    );
  if (!image) return <EmptyEdit model={model} />;
  if (!session) return <EditSkeleton />;
  return (
    <div class="edit-tab">
      <ImageSourceLine image={shownImage(state) ?? image} onError={model.showError} />
      <Stage model={model} session={session} state={state} comparing={model.comparing.value} />
      <Results
        services={services}
        model={model}
        state={state}
        image={image}
        retryTighter={{
          price: session.tighterPrice,
          start: () => void session.start({ tighter: true }),
        }}
      />
      <EditForm session={session} services={services} busy={isBusy(state, session)} />
    </div>
  );
}

/** The result that stands in the image's place, if any. */
const shownImage = ({ results, workspace }: PanelState): ImageRecord | undefined =>
  results.find(({ id }) => id === workspace.resultId);

/** True while what would be started now is under way already. */
const isBusy = ({ edits }: PanelState, { isUnderWay }: EditSession): boolean =>
  edits.some((job) => isRunning(job.state) && isUnderWay(job));

/** The place that the image will take, at once and in its final shape. */
function EditSkeleton() {
  return (
    <div class="edit-tab" aria-busy="true">
      <p class="source-line" role="status">
        {t('captureRunning')}
      </p>
      <div class="skeleton skeleton-stage" />
      <div class="skeleton skeleton-row" />
      <div class="skeleton skeleton-form" />
    </div>
  );
}
