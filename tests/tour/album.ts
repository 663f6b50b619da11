import { join } from 'node:path';
import type { Page } from 'playwright';
import { missingGlyphs, unassigned } from '../rig/missing-glyphs';
import { until } from '../rig/poll';
import type { Scene } from './scene';

interface ShotOptions {
  /** The panel, to be photographed alone as well. */
  readonly panel?: Page;
  /** Something on the screen never rests, such as a progress bar. */
  readonly moving?: boolean;
}

/** Numbered screenshots in a folder. */
export interface Album {
  readonly folder: string;
  /**
   * The browser's whole window, once it is still, and the panel alone where one is given.
   * Throws where a character of the panel has no font.
   */
  shoot(scene: Scene, name: string, options?: ShotOptions): Promise<void>;
  /** The window of the scene that was shown last as it is now; its file, or undefined before any scene. */
  shootFailure(): Promise<string | undefined>;
  /** Says which scene is shown from now on. */
  show(scene: Scene): void;
}

export function createAlbum(folder: string): Album {
  let count = 0;
  let shown: Scene | undefined;
  const file = (name: string) => join(folder, `${String(count).padStart(2, '0')}-${name}.png`);
  return {
    folder,
    show: (scene) => {
      shown = scene;
    },
    async shoot(scene, name, { panel, moving = false } = {}) {
      count += 1;
      if (!moving) await still(scene);
      await scene.display.screenshot(file(name), scene.window);
      await panel?.screenshot({ path: file(`${name}-panel`) });
      if (panel) await checkGlyphs(panel);
    },
    async shootFailure() {
      if (!shown) return undefined;
      const shot = join(folder, 'failed.png');
      return shown.display.screenshot(shot, shown.window).then(
        () => shot,
        () => undefined, // the screen itself is gone
      );
    },
  };
}

async function checkGlyphs(panel: Page): Promise<void> {
  const missing = await panel.evaluate(missingGlyphs, unassigned);
  if (missing.length === 0) return;
  throw new Error(`No font has these characters, which are shown as boxes: ${missing.join(' ')}`);
}

/** Panels slide in and menus fade: waits until nothing moved for four looks. A screen that never rests is taken as it is. */
async function still({ display, window }: Scene): Promise<void> {
  let last = '';
  let same = 0;
  const rests = () => {
    const now = display.fingerprint(window);
    same = now === last ? same + 1 : 0;
    last = now;
    return same >= 4;
  };
  await until('the screen to rest', rests, { timeoutMs: 2_000, stepMs: 60 }).catch(() => {});
}
