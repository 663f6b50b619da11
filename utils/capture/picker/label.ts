import type { Size } from '../../geometry';
import { type MessageKey, t } from '../../i18n';
import type { FoundImage, ImageKind } from '../page/page-image';
import { naturalSizeOf } from '../page/place';

const kindKeys: Readonly<Record<ImageKind, MessageKey>> = {
  image: 'kindImage',
  background: 'kindBackground',
  border: 'kindBorder',
  mask: 'kindMask',
  marker: 'kindMarker',
  content: 'kindContent',
  svg: 'kindDrawing',
  canvas: 'kindCanvas',
  video: 'kindVideo',
  poster: 'kindPoster',
  icon: 'kindIcon',
  frame: 'kindFrame',
};

const sizes = new Map<string, Size>();

/** Asks for a file's size once; `onSize` is called when it is known and was not before. */
function fileSize(url: string, onSize: () => void): Size | undefined {
  const known = sizes.get(url);
  if (known) return known;
  sizes.set(url, { width: 0, height: 0 });
  const image = new Image();
  image.onload = () => {
    sizes.set(url, { width: image.naturalWidth, height: image.naturalHeight });
    onSize();
  };
  image.src = url;
  return undefined;
}

function sizeOf({ element, kind, addresses }: FoundImage, onSize: () => void): Size {
  const isOwn = kind === 'image' || kind === 'canvas' || kind === 'video';
  const natural = isOwn ? naturalSizeOf(element) : { width: 0, height: 0 };
  if (natural.width > 0) return natural;
  const [shown] = addresses;
  const file = shown && fileSize(shown.url, onSize);
  if (file?.width) return file;
  const { width, height } = element.getBoundingClientRect();
  return { width: Math.round(width), height: Math.round(height) };
}

/** "Background, 1600 × 900 (2 of 3)": kind and size in image px, and its place among the layers. */
export function labelOf(
  image: FoundImage,
  place: { readonly index: number; readonly count: number },
  onSize: () => void,
): string {
  const { width, height } = sizeOf(image, onSize);
  const name = t('pickerLabel', t(kindKeys[image.kind]), width, height);
  return place.count > 1 ? t('pickerLayer', name, place.index + 1, place.count) : name;
}
