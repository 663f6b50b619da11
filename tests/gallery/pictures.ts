import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderGarden } from './scenes/garden/garden';
import { harbourSize, renderHarbour } from './scenes/harbour/harbour';
import { heroSize, renderHero } from './scenes/hero';
import { mugSize, renderMug } from './scenes/mug/mug';
import { renderSlide, slideSize, slideSvg } from './scenes/slide';
import { renderSticker, stickerSize } from './scenes/sticker';

/** A finished picture file. */
export interface Picture {
  readonly bytes: Buffer;
  /** MIME type of the bytes. */
  readonly type: string;
  /** Image px as shown, that is after EXIF orientation. */
  readonly width: number;
  readonly height: number;
}

interface Recipe {
  readonly type: string;
  readonly width: number;
  readonly height: number;
  render(): Promise<Buffer>;
}

const jpeg = 'image/jpeg';

const recipes = {
  'mug.jpg': { type: jpeg, ...mugSize, render: renderMug },
  'harbour.webp': { type: 'image/webp', ...harbourSize, render: renderHarbour },
  'sticker.png': { type: 'image/png', ...stickerSize, render: renderSticker },
  'slide.svg': {
    type: 'image/svg+xml',
    ...slideSize,
    render: async () => Buffer.from(slideSvg()),
  },
  'slide.png': { type: 'image/png', ...slideSize, render: renderSlide },
  'hero.jpg': { type: jpeg, ...heroSize, render: renderHero },
  'garden-2mp.jpg': garden(1632, 1224),
  'garden-12mp.jpg': garden(4000, 3000),
} satisfies Record<string, Recipe>;

/** The name of a picture of the gallery. */
export type PictureName = keyof typeof recipes;

/** Every picture there is, on the page or not. */
export const pictureNames = Object.keys(recipes).filter(isPictureName);

/** Whether a text, such as a file name of an address, names a picture. */
export function isPictureName(name: string): name is PictureName {
  return Object.hasOwn(recipes, name);
}

const rendered = new Map<PictureName, Promise<Picture>>();

/** Names a folder in which processes of one run leave the pictures that they have drawn, for one another. */
export const shelfVariable = 'REPAINT_PICTURES';

/** Draws a picture on first use and keeps it in memory. The same bytes each run on the same machine. */
export function renderPicture(name: PictureName): Promise<Picture> {
  const known = rendered.get(name);
  if (known) return known;
  const shelf = process.env[shelfVariable];
  const picture = shelf ? takeFromShelf(shelf, name) : drawPicture(name);
  rendered.set(name, picture);
  return picture;
}

/** Draws a picture anew, past the memory. */
export async function drawPicture(name: PictureName): Promise<Picture> {
  const { type, width, height, render }: Recipe = recipes[name];
  return { bytes: await render(), type, width, height };
}

/** Reads a picture that lies in the folder; draws it and puts it there where it does not. */
export async function takeFromShelf(folder: string, name: PictureName): Promise<Picture> {
  const { type, width, height }: Recipe = recipes[name];
  const file = join(folder, name);
  const bytes = await readFile(file).catch(() => undefined);
  if (bytes) return { bytes, type, width, height };
  const picture = await drawPicture(name);
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, picture.bytes);
  await rename(unfinished, file); // whoever reads meanwhile gets all of it or nothing
  return picture;
}

function garden(width: number, height: number): Recipe {
  return { type: jpeg, width, height, render: () => renderGarden(width, height) };
}
