import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ImageRecord } from '../../utils/library/records';
import { type EditSession, openEditSession } from '../edit-form/edit-session';
import type { PanelServices } from './services';

/**
 * Opens an image and puts it in the place of the session that is shown. What is done on that one
 * meanwhile may belong to this image by now, so then it is opened anew.
 */
async function openNext(
  services: PanelServices,
  image: ImageRecord,
  session: Signal<EditSession | undefined>,
  signal: AbortSignal,
): Promise<void> {
  const before = session.peek();
  const known = [before?.prompt.peek(), before?.mask.state.peek()];
  const opened = await openEditSession(services, image);
  const isOutdated = before?.prompt.peek() !== known[0] || before?.mask.state.peek() !== known[1];
  if (isOutdated || signal.aborted) opened.close();
  if (signal.aborted) return undefined;
  if (isOutdated) return openNext(services, image, session, signal);
  session.value = opened;
  before?.close();
}

/**
 * The session of the image that is shown. The one before stays until the next one's draft is read, and as
 * long as a stroke is under way on it. Undefined where there is none yet.
 */
export function useEditSession(
  services: PanelServices,
  image: ImageRecord | undefined,
  onError: (error: unknown) => void,
): EditSession | undefined {
  const session = useSignal<EditSession | undefined>(undefined);
  const shown = session.value;
  const isHeld = shown && shown.image.id !== image?.id && shown.mask.painting.value;
  const wanted = isHeld ? shown.image : image;
  // An image never changes, its id says it all
  useEffect(() => {
    const before = session.peek();
    if (before?.image.id === wanted?.id) return undefined;
    const abort = new AbortController();
    if (wanted) {
      openNext(services, wanted, session, abort.signal).catch(onError);
    } else {
      session.value = undefined;
      before?.close();
    }
    return () => abort.abort();
  }, [wanted?.id]);
  useEffect(() => () => session.peek()?.close(), []);
  return shown;
}
