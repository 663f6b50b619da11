import type { PanelModel } from '../session/panel-model';
import type { PanelServices } from '../session/services';

const texts = ['text/plain', 'text/html', 'text/uri-list'] as const;

/** What an event brings is there only while it is heard; a copy stays. */
function copyOf(data: DataTransfer): DataTransfer {
  const copy = new DataTransfer();
  for (const file of data.files) copy.items.add(file);
  for (const type of texts) {
    const text = data.getData(type);
    if (text) copy.setData(type, text);
  }
  return copy;
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea') !== null;

/**
 * Takes what is pasted or dropped, by code that is loaded beside the first paint. What comes before it is kept and taken
 * then; above all a drop never leads the panel away to the file. Returns how to stop.
 */
export function takeImagesSoon(model: PanelModel, services: PanelServices): () => void {
  const early: Event[] = [];
  const waiting = new AbortController();
  const options = { signal: waiting.signal };
  document.addEventListener('dragover', (event) => event.preventDefault(), options);
  document.addEventListener(
    'drop',
    (event) => {
      event.preventDefault();
      if (!event.dataTransfer) return;
      early.push(new DragEvent('drop', { dataTransfer: copyOf(event.dataTransfer), bubbles: true, cancelable: true })); // biome-ignore format: one event
    },
    options,
  );
  document.addEventListener(
    'paste',
    (event) => {
      if (!event.clipboardData || isField(event.target)) return;
      early.push(new ClipboardEvent('paste', { clipboardData: copyOf(event.clipboardData), bubbles: true, cancelable: true })); // biome-ignore format: one event
    },
    options,
  );
  let stop = () => waiting.abort();
  import('./take-images').then(({ takesImages }) => {
    if (waiting.signal.aborted) return;
    waiting.abort();
    stop = takesImages(document, model, services);
    for (const event of early) document.body.dispatchEvent(event);
  }, console.error);
  return () => stop();
}
