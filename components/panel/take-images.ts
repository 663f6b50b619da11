import { sendCommand } from '../../utils/commands';
import type { PanelModel } from './panel-model';

/** The first image file of a paste or a drop. */
const imageFileOf = (data: DataTransfer | null): File | undefined =>
  [...(data?.files ?? [])].find((file) => file.type === '' || file.type.startsWith('image/'));

/** The address in a text that is one, or undefined for any other text. */
export function addressIn(text: string): string | undefined {
  const [first = ''] = text
    .trim()
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#'));
  const address = first.trim();
  const isAddress =
    /^data:image\//i.test(address) || (/^https?:\/\/\S+$/i.test(address) && URL.canParse(address));
  return isAddress ? address : undefined;
}

/** The image's address in what is dragged or copied from a page: its markup, else a link. */
function addressOf(data: DataTransfer | null): string | undefined {
  const markup = data?.getData('text/html');
  const source =
    markup && new DOMParser().parseFromString(markup, 'text/html').querySelector('img')?.src;
  const candidates = [source, data?.getData('text/uri-list'), data?.getData('text/plain')];
  return candidates.map((text) => addressIn(text ?? '')).find((address) => address !== undefined);
}

const takesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null;

/** Brings the file of an address into the library; what it holds decides, not its name. */
async function takeAddress(address: string, model: PanelModel): Promise<void> {
  if (!address.startsWith('data:')) {
    await sendCommand('capture-address', { url: address }).catch(model.showError);
    return;
  }
  // Its bytes are here already; as a message they might be too large.
  const file = await fetch(address)
    .then((response) => response.blob())
    .catch(() => new Blob());
  await model.takeImage(file, 'paste');
}

/** Lets images and their addresses be pasted and dropped anywhere on the panel; returns how to stop that. */
export function takesImages(target: Document, model: PanelModel): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  target.addEventListener(
    'paste',
    (event) => {
      const { clipboardData } = event;
      const file = imageFileOf(clipboardData);
      if (file) return void model.takeImage(file, 'paste');
      const address = takesText(event.target) ? undefined : addressOf(clipboardData);
      if (address) void takeAddress(address, model);
    },
    { signal },
  );
  target.addEventListener('dragover', (event) => event.preventDefault(), { signal });
  target.addEventListener(
    'drop',
    (event) => {
      event.preventDefault(); // else the browser would leave the panel for the file
      const file = imageFileOf(event.dataTransfer);
      if (file) return void model.takeImage(file, 'file', file.name);
      const address = addressOf(event.dataTransfer);
      if (address) void takeAddress(address, model);
    },
    { signal },
  );
  return () => listening.abort();
}
