import type { PanelModel } from './panel-model';

/** The first image file of a paste or a drop. */
const imageFileOf = (data: DataTransfer | null): File | undefined =>
  [...(data?.files ?? [])].find((file) => file.type === '' || file.type.startsWith('image/'));

/** Lets images be pasted and dropped anywhere on the panel; returns how to stop that. */
export function takesImages(target: Document, model: PanelModel): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  target.addEventListener(
    'paste',
    ({ clipboardData }) => {
      const file = imageFileOf(clipboardData);
      if (file) void model.takeImage(file, 'paste');
    },
    { signal },
  );
  target.addEventListener('dragover', (event) => event.preventDefault(), { signal });
  target.addEventListener(
    'drop',
    (event) => {
      event.preventDefault(); // else the browser would leave the panel for the file
      const file = imageFileOf(event.dataTransfer);
      if (file) void model.takeImage(file, 'file', file.name);
    },
    { signal },
  );
  return () => listening.abort();
}
