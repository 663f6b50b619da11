import './edit-tab.css';
import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { type ErrorCode, toStoredError } from '../../../utils/base/errors';
import { t } from '../../../utils/base/i18n';
import { cancelCapture } from '../../../utils/library/captures';
import { isRunning } from '../../../utils/library/jobs';
import type { CaptureRecord, ImageRecord } from '../../../utils/library/records';
import { Alert } from '../../parts/alert';
import { DeadlyAlert, idsOf, useDeadly } from '../../parts/deadly';
import { EditSkeleton } from '../../parts/edit-skeleton';
import { bytesText } from '../../parts/image-texts';
import { type EditSession, openEditSession } from '../../session/edit-session';
import type { PanelModel } from '../../session/panel-model';
import type { PanelState } from '../../session/panel-state';
import type { PanelServices } from '../../session/services';
import { EditForm } from './edit-form';
import { EmptyEdit } from './empty-edit';
import { GetOriginalButton } from './get-original-button';
import { NewImage } from './new-image';
import { Results } from './results';
import { ImageSourceLine } from './source-line';
import { Stage } from './stage';

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

/** What the panel knew of the session's image, as long as the session is still of another one. */
function useStateOf(session: EditSession | undefined, state: PanelState): PanelState {
  const known = useRef(state);
  if (!session || session.image.id === state.image?.id) known.current = state;
  return known.current;
}

/** Whether the stage waits for a picture; while the better copy of one is on its way, that one is shown. */
const isWaiting = ({ capture, image }: PanelState): boolean =>
  (capture?.state === 'running' || capture?.state === 'needs-rasterising') &&
  (!image || capture.replaces !== image.id);

/** The same, and on until the session is the new picture's: the one before must not flash up in between. */
function useWaiting(state: PanelState, session: EditSession | undefined): boolean {
  const waits = useRef(false);
  const isOpen = session?.image.id === state.image?.id || state.capture?.state === 'failed';
  waits.current = isWaiting(state) || (waits.current && !isOpen);
  return waits.current;
}

/**
 * Whether another image was chosen than the one that can be worked on. Until it is there nothing may be asked for, which a
 * quick hand would then pay for on the wrong image.
 */
function useOpening(model: PanelModel, session: EditSession | undefined): boolean {
  const opening = model.opening.value;
  const shown = session?.image.id;
  useEffect(() => {
    if (shown !== undefined) model.endOpening(shown);
  }, [opening, shown]);
  return opening !== undefined && opening !== shown;
}

/** While something is being opened its parts can't be used, and lose the focus for that; then it is given back. */
function useKeptFocus(isOpening: boolean): void {
  const focused = useRef<Element | null>(null);
  if (isOpening && document.activeElement !== document.body)
    focused.current = document.activeElement;
  useEffect(() => {
    if (isOpening) return;
    if (document.activeElement === document.body && focused.current instanceof HTMLElement)
      focused.current.focus({ preventScroll: true });
    focused.current = null;
  }, [isOpening]);
}

/** The Edit tab: nothing yet, an image on its way, a failed capture, or an image to paint on. */
export function EditTab({ services, model, state }: EditTabProps) {
  const { image, family } = state;
  const deadly = useDeadly(services, 'family', idsOf(family));
  if (!deadly && image) return <EditSkeleton said={t('captureRunning')} />;
  if (image && deadly?.has(image.id) && !isWaiting(state) && state.capture?.state !== 'failed')
    return <DeadlyImage services={services} model={model} image={image} />;
  return (
    <SafeEditTab services={services} model={model} state={withoutDeadly(state, deadly ?? none)} />
  );
}

const none: ReadonlySet<string> = new Set();

/** A picture that panels have died with is not drawn, not even as a small one. */
function withoutDeadly(state: PanelState, deadly: ReadonlySet<string>): PanelState {
  if (deadly.size === 0) return state;
  const { image, parent, family } = state;
  return {
    ...state,
    image: image && deadly.has(image.id) ? undefined : image,
    parent: parent && deadly.has(parent.id) ? undefined : parent,
    family: family.filter(({ id }) => !deadly.has(id)),
  };
}

interface DeadlyImageProps extends Pick<EditTabProps, 'services' | 'model'> {
  readonly image: ImageRecord;
}

/** In the place of a picture that panels have died with. */
function DeadlyImage({ services, model, image: { id } }: DeadlyImageProps) {
  return (
    <EmptyEdit services={services} model={model}>
      <DeadlyAlert services={services} model={model} imageId={id} />
    </EmptyEdit>
  );
}

function SafeEditTab({ services, model, state: newest }: EditTabProps) {
  const { capture, image } = newest;
  const session = useEditSession({ services, model }, image);
  const state = useStateOf(session, newest);
  const waits = useWaiting(newest, session);
  const isOpening = useOpening(model, session);
  useKeptFocus(isOpening);
  if (waits && !session?.mask.activity.painting.value)
    return <EditSkeleton {...waitingFor(capture, services, model)} />;
  if (capture?.state === 'failed')
    return (
      <EmptyEdit services={services} model={model}>
        <Alert error={capture.error ?? toStoredError(undefined)} onClose={model.forgetFailures}>
          {mayHelp.has(capture.error?.code) && (
            <GetOriginalButton
              workspaceId={services.workspaceId}
              page={capture.page}
              onError={model.showError}
            />
          )}
        </Alert>
        {image && (
          <button type="button" class="button quiet" onClick={() => model.openImage(image.id)}>
            {t('backToImage')}
          </button>
        )}
      </EmptyEdit>
    );
  if (!image) return <EmptyEdit services={services} model={model} />;
  if (!session) return <EditSkeleton said={t('captureRunning')} />;
  return (
    <div class="edit-tab" aria-busy={isOpening} inert={isOpening}>
      <ImageSourceLine services={services} image={session.image} onError={model.showError}>
        <NewImage services={services} model={model} />
      </ImageSourceLine>
      <Stage {...{ model, session, state }} moreTools={services.moreTools} />
      <Results
        services={services}
        model={model}
        state={state}
        session={session}
        retryTighter={{
          price: session.tighterPrice,
          start: () => void session.start({ tighter: true }),
        }}
      />
      <EditForm
        session={session}
        services={services}
        model={model}
        maker={state.parent && state.edits.find(({ id }) => id === session.image.jobId)}
        busy={isBusy(state, session)}
        disabled={isOpening}
      />
    </div>
  );
}

/** A slow file says how much of it has come, and can be done without. */
function waitingFor(
  capture: CaptureRecord | undefined,
  { library }: PanelServices,
  { showError }: PanelModel,
) {
  const { id, received, total } = capture ?? {};
  if (!id || received === undefined) return { said: t('captureRunning') };
  const got = bytesText(received);
  return {
    said: total ? t('captureReceivedOf', got, bytesText(total)) : t('captureReceived', got),
    onCancel: () => void cancelCapture(library, id).catch(showError),
  };
}

/** True while what would be started now is under way already. */
const isBusy = ({ edits }: PanelState, { isUnderWay }: EditSession): boolean =>
  edits.some((job) => isRunning(job.state) && isUnderWay(job));

/**
 * Opens an image and puts it in the place of the session that is shown. What is done on that one
 * meanwhile may belong to this image by now, so then it is opened anew. Where it is only a result of that one, the
 * user has gone on with the one that it was made from, and so does the panel.
 */
async function openNext(
  { services, model }: Pick<EditTabProps, 'services' | 'model'>,
  image: ImageRecord,
  session: Signal<EditSession | undefined>,
  signal: AbortSignal,
): Promise<void> {
  const before = session.peek();
  services.openings.peek()?.note('stage', [image.id]);
  const known = [before?.prompt.peek(), before?.mask.drawing.history.peek()];
  const opened = await openEditSession(services, image, before);
  const isOutdated =
    before?.prompt.peek() !== known[0] || before?.mask.drawing.history.peek() !== known[1];
  if (isOutdated || signal.aborted) opened.close();
  if (signal.aborted) return undefined;
  if (isOutdated && before && image.parentId === before.image.id)
    return model.openImage(before.image.id);
  if (isOutdated) return openNext({ services, model }, image, session, signal);
  session.value = opened;
  before?.close();
}

/**
 * The session of the image that is shown. The one before stays until the next one's draft is read, and as
 * long as a stroke is under way on it. Undefined where there is none yet.
 */
function useEditSession(
  { services, model }: Pick<EditTabProps, 'services' | 'model'>,
  image: ImageRecord | undefined,
): EditSession | undefined {
  const session = useSignal<EditSession | undefined>(undefined);
  const shown = session.value;
  const isHeld = shown && shown.image.id !== image?.id && shown.mask.activity.painting.value;
  const wanted = isHeld ? shown.image : image;
  const returnsTo = isHeld && image?.parentId === shown.image.id ? shown.image.id : undefined;
  useEffect(() => {
    // A result came while this one was painted on: the stroke is meant for what was seen.
    if (returnsTo) model.openImage(returnsTo);
  }, [returnsTo]);
  // An image never changes, its id says it all
  useEffect(() => {
    const before = session.peek();
    if (before?.image.id === wanted?.id) return undefined;
    const abort = new AbortController();
    if (wanted) {
      openNext({ services, model }, wanted, session, abort.signal).catch(model.showError);
    } else {
      session.value = undefined;
      before?.close();
      services.openings.peek()?.note('stage', []);
    }
    return () => abort.abort();
  }, [wanted?.id]);
  useEffect(
    () => () => {
      session.peek()?.close();
      services.openings.peek()?.note('stage', []);
    },
    [],
  );
  return shown;
}
