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

const isFolder = (item: DataTransferItem | undefined): boolean =>
  item?.webkitGetAsEntry()?.isDirectory ?? false;

/** In the order of `files`, folders among them. */
const fileItems = ({ items }: DataTransfer): readonly DataTransferItem[] =>
  [...items].filter(({ kind }) => kind === 'file');

/** What a paste or a drop brings: files, or an address; neither where there is no picture in it. */
function picturesOrAddress(data: DataTransfer) {
  const items = fileItems(data);
  const files = [...data.files].filter((_, index) => !isFolder(items[index]));
  // Systems don't know the type of every kind of image (AVIF, JPEG XL, HEIC): what it is, its bytes tell.
  const images = files.filter(({ type }) => type.startsWith('image/') || type === '');
  const address =
    pictureIn(data)?.imageUrl ??
    addressIn(data.getData('text/uri-list')) ??
    addressIn(data.getData('text/plain'));
  // A name's ending may be wrong: without any image by name, one file is looked into.
  return { files: images.length > 0 ? images : files.slice(0, 1), address };
}

/** Takes what a paste or a drop brings, or says that it is nothing to take. */
function take(data: DataTransfer, isDropped: boolean, model: PanelModel): void {
  const { files, address } = picturesOrAddress(data);
  const isOnlyFolder = files.length === 0 && fileItems(data).some(isFolder);
  if (isOnlyFolder) model.showError(new AppError('folder-not-an-image'));
  else if (files.length > 0)
    void model.takeImages(files.map((file) => broughtBy(file, data, isDropped)));
  else if (address) void model.takeAddress(address, isDropped);
  else model.showError(new AppError('nothing-to-take'));
}

const takesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null;

/** What a file manager copies beside its files: their names, paths or addresses, a line each. */
function isNamesOfFiles(data: DataTransfer): boolean {
  const names = [...data.files].map(({ name }) => name);
  const lines = data
    .getData('text/plain')
    .split(/\r?\n|\r/)
    .filter((line) => line.trim() !== '');
  const nameOf = (line: string): string => {
    const last = line.trim().split(/[/\\]/).at(-1) ?? '';
    return /^file:/i.test(line.trim()) ? decoded(last) : last;
  };
  return names.length > 0 && lines.every((line) => names.includes(nameOf(line)));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Text belongs to the field that it is pasted into, also beside a picture of it (office programs), unless it only names files. */
const isPastedText = ({ target, clipboardData: data }: ClipboardEvent): boolean =>
  takesText(target) && !!data?.types.includes('text/plain') && !isNamesOfFiles(data);

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
    const { files, address } = picturesOrAddress(event.clipboardData);
    const isPicture = files.length > 0 || address !== undefined;
    if (files.length > 0) event.preventDefault(); // else their names would be typed
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
