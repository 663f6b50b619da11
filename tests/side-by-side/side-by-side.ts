import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type PictureName, renderPicture } from '../gallery/pictures';
import type { Registration } from '../images-server/behaviour';
import { startImagesServer } from '../images-server/server';
import { openEditPage } from './page';
import { rowOf } from './row';

/*
 * `npx tsx tests/side-by-side/side-by-side.ts` writes what the eye has to judge into `out/side-by-side/`: each
 * row is one edit by the local images server, before, as a plain paste, as a plain feather, as we do it.
 */

interface Case {
  readonly name: string;
  readonly picture: PictureName;
  readonly prompt: string;
  readonly registration: Registration;
  /** The masked ellipse: its middle and its half axes, image px. */
  readonly at: readonly [x: number, y: number, across: number, down: number];
}

/** Where seams are easiest to see: even light, hard lines, fine texture, borders, partial alpha. */
const cases: readonly Case[] = [
  c('mug-shade', 'mug.jpg', 'remove it', 'drifting', [400, 300, 150, 120]),
  c('harbour-sky', 'harbour.webp', 'remove it', 'drifting', [500, 130, 160, 80]),
  c('harbour-houses', 'harbour.webp', 'a red balloon', 'drifting', [760, 420, 110, 110]),
  c('harbour-zoomed', 'harbour.webp', 'remove it', 'zoomed', [760, 420, 110, 110]),
  c('garden-grass', 'garden-2mp.jpg', 'remove it', 'zoomed', [700, 900, 140, 100]),
  c('garden-corner', 'garden-2mp.jpg', 'remove it', 'drifting', [60, 60, 140, 110]),
  c('slide-lines', 'slide.png', 'a blue star', 'drifting', [400, 260, 120, 80]),
  c('sticker-alpha', 'sticker.png', 'remove it', 'drifting', [250, 250, 90, 90]),
];

function c(
  name: string,
  picture: PictureName,
  prompt: string,
  registration: Registration,
  at: Case['at'],
): Case {
  return { name, picture, prompt, registration, at };
}

const folder = path.resolve(import.meta.dirname, '../../out/side-by-side');
const titles = ['before', 'plain paste', 'plain feather', 'Repaint'];

async function main(): Promise<void> {
  const names = [...new Set(cases.map(({ picture }) => picture))];
  const files = names.map(async (name) => {
    const { bytes, type } = await renderPicture(name);
    return [`/${name}`, { type, body: bytes }] as const;
  });
  const [page, server] = await Promise.all([
    openEditPage(Object.fromEntries(await Promise.all(files))),
    startImagesServer(),
  ]);
  await mkdir(folder, { recursive: true });
  try {
    for (const { name, picture, prompt, registration, at } of cases) {
      server.behave({ registration });
      const [x, y, across, down] = at;
      const rect = { x: x - across, y: y - down, width: 2 * across, height: 2 * down };
      const step = { kind: 'ellipse', mode: 'add', rect } as const;
      const { baseUrl, apiKey } = server;
      const made = await page.edit({
        picture: `/${picture}`,
        step,
        prompt,
        server: { baseUrl, apiKey },
      });
      if ('refused' in made) console.log(`${name}: refused, ${made.refused}`);
      else await writeFile(path.join(folder, `${name}.png`), await rowOf(titles, made));
    }
    console.log(`Written to ${folder}`);
  } finally {
    await page.close();
    await server.close();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
