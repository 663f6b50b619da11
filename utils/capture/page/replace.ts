import { toldImage } from './describe';
import { imageWithUrl } from './find';
import type { FoundImage } from './page-image';
import { pageMark } from './page-mark';
import { type Shown, showInstead } from './show-instead';

/** Names a picture of the page: by the number it was told under, as long as it is the same document, or its file. */
export interface PictureInPage {
  readonly url?: string | undefined;
  readonly handle?: number | undefined;
  /** Of the document that the handle is from. */
  readonly mark?: string | undefined;
}

/** `missing`: the page shows no such picture (any more); `refused`: its security policy forbids another. */
export type ReplaceOutcome = 'replaced' | 'missing' | 'refused';

/** What was replaced, by the address that it had: it has another one now. */
const replacedByUrl = new Map<string, FoundImage>();
const undoOf = new WeakMap<Element, () => void>();

/** How long a page may take to show a picture that it has, ms. */
const limitMs = 10_000;

function find({ url, handle, mark }: PictureInPage): FoundImage | undefined {
  const told = mark === pageMark && handle !== undefined ? toldImage(handle) : undefined;
  if (told?.element.isConnected) return told;
  if (url === undefined) return undefined;
  const replaced = replacedByUrl.get(url);
  return replaced?.element.isConnected ? replaced : imageWithUrl(url);
}

const isShown = async ({ loaded }: Shown): Promise<boolean> => {
  const tooLate = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), limitMs));
  return Promise.race([loaded, tooLate]);
};

/** Shows a picture (as a `data:` address) where the page shows another one, until it is loaded anew. */
export async function replaceImage(
  target: PictureInPage,
  dataUrl: string,
): Promise<ReplaceOutcome> {
  restoreImage(target);
  const image = find(target);
  const shown = image && showInstead(image, dataUrl);
  if (!shown) return 'missing';
  if (!(await isShown(shown))) {
    shown.undo();
    return 'refused';
  }
  undoOf.set(image.element, shown.undo);
  if (target.url !== undefined) replacedByUrl.set(target.url, image);
  return 'replaced';
}

/** Shows the page's own picture again. */
export function restoreImage(target: PictureInPage): void {
  const image = find(target);
  if (!image) return;
  undoOf.get(image.element)?.();
  undoOf.delete(image.element);
}
