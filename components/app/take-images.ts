import { AppError } from '../../utils/base/errors';
import type { PageContext } from '../../utils/library/records';
import { type BroughtImage, pageOfFile } from '../session/brought-image';
import { keyIn } from '../session/connection-draft';
import type { PanelModel } from '../session/panel-model';
import type { PanelServices } from '../session/services';

type TakingServices = Pick<PanelServices, 'settingsOpen' | 'connection' | 'connectionDraft'>;

/** The address in a text that is one, or undefined for any other text. */
function addressIn(text: string): string | undefined {
  const [first = ''] = text
    .trim()
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#'));
  const address = first.trim();
  const isAddress =
    /^data:/i.test(address) || (/^https?:\/\/\S+$/i.test(address) && URL.canParse(address));
  return isAddress ? address : undefined;
}

/** What was copied or dragged out of a page tells of its picture. */
function pictureIn(data: DataTransfer): PageContext | undefined {
  const markup = data.getData('text/html');
  const image = markup && new DOMParser().parseFromString(markup, 'text/html').querySelector('img');
  const imageUrl = image ? addressIn(image.src) : undefined;
  return image && imageUrl ? { imageUrl, altText: image.alt || undefined } : undefined;
}

/** A file that comes with a page's picture is that picture's own: browsers bring it along. */
function broughtBy(file: File, data: DataTransfer, isDropped: boolean): BroughtImage {
  if (!isDropped) return { blob: file, source: 'paste' };
  const picture = pictureIn(data);
  const isOnWeb = picture?.imageUrl?.startsWith('http');
  const page = { ...pageOfFile(file), ...(isOnWeb ? picture : {}) };
  return { blob: file, source: isOnWeb ? 'original' : 'file', page };
}

/** What a paste or a drop brings: a file, or an address; neither where there is no picture in it. */
function pictureOrAddress(data: DataTransfer) {
  const files = [...data.files];
  const file = files.find(({ type }) => type.startsWith('image/')) ?? files[0];
  const address =
    pictureIn(data)?.imageUrl ??
    addressIn(data.getData('text/uri-list')) ??
    addressIn(data.getData('text/plain'));
  return { file, address };
}

/** Takes what a paste or a drop brings, or says that it is nothing to take. */
function take(data: DataTransfer, isDropped: boolean, model: PanelModel): void {
  const { file, address } = pictureOrAddress(data);
  if (file) void model.takeImage(broughtBy(file, data, isDropped));
  else if (address) void model.takeAddress(address, isDropped);
  else model.showError(new AppError('nothing-to-take'));
}

const takesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null;

/** Text belongs to the field that it is pasted into, also beside a picture of it (office programs). */
const isPastedText = ({ target, clipboardData }: ClipboardEvent): boolean =>
  takesText(target) && (clipboardData?.types.includes('text/plain') ?? false);

const isDroppedText = ({ target, dataTransfer }: DragEvent): boolean =>
  takesText(target) &&
  dataTransfer !== null &&
  dataTransfer.files.length === 0 &&
  pictureIn(dataTransfer) === undefined;

/**
 * Lets images and their addresses be pasted and dropped anywhere on the panel; returns how to stop that.
 * An API key that is pasted beside its field gets into it.
 */
export function takesImages(
  target: Document,
  model: PanelModel,
  { settingsOpen, connection, connectionDraft }: TakingServices,
): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  /** What is dragged inside the panel is here already. */
  let isOurs = false;
  const on = <Name extends keyof DocumentEventMap>(
    name: Name,
    act: (event: DocumentEventMap[Name]) => void,
  ) => target.addEventListener(name, act, { signal });
  const showThatItMayDrop = (may: boolean) =>
    target.documentElement.toggleAttribute('data-may-drop', may);
  const start = () => {
    settingsOpen.value = false;
    model.forgetFailures();
  };
  on('paste', (event) => {
    if (!event.clipboardData || isPastedText(event)) return;
    const { file, address } = pictureOrAddress(event.clipboardData);
    const isPicture = file !== undefined || address !== undefined;
    const apiKey = isPicture ? undefined : keyIn(event.clipboardData.getData('text/plain'));
    if (apiKey) {
      connectionDraft.type(connection.current.peek(), { apiKey });
      settingsOpen.value = true;
    }
    // Text that was meant for a field of the settings is no reason to leave them.
    if (apiKey || (settingsOpen.peek() && !isPicture)) return;
    start();
    take(event.clipboardData, false, model);
  });
  on('dragstart', () => {
    isOurs = true;
  });
  on('dragend', () => {
    isOurs = false;
  });
  // No `dragend` comes for what has left the document meanwhile; and none of these comes during a drag.
  on('pointerdown', () => {
    isOurs = false;
  });
  on('dragover', (event) => {
    // What it brings is not told before the drop, only of which types it is.
    const hasFiles = event.dataTransfer?.types.includes('Files') ?? false;
    if (isOurs || (!hasFiles && takesText(event.target))) return;
    event.preventDefault();
    showThatItMayDrop(true);
  });
  on('dragleave', ({ relatedTarget }) => {
    if (relatedTarget === null) showThatItMayDrop(false); // out of the panel
  });
  on('drop', (event) => {
    showThatItMayDrop(false);
    if (isOurs || !event.dataTransfer || isDroppedText(event)) return;
    event.preventDefault(); // else the browser would leave the panel for the file
    start();
    take(event.dataTransfer, true, model);
  });
  return () => listening.abort();
}
