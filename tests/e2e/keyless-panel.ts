import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { makeTempFolder, removeFolder } from '../rig/temp-folder';
import { startAfresh, startWorld, type World } from './world';

/** The panel as on the first day: without a key, and for each test with an empty library and the network cut. */
export interface KeylessPanel {
  readonly world: World;
  panel: Page;
  /** For downloads. */
  readonly folder: string;
}

/**
 * Registers what a file's tests need; the fields are there once they run.
 * @param headless false where they right-click
 */
export function useKeylessPanel(headless = true): KeylessPanel {
  let world: World;
  let panel: Page;
  let folder: string;

  beforeAll(async () => {
    folder = makeTempFolder('repaint-keyless-');
    world = await startWorld({ connected: false, headless });
  });
  afterAll(async () => {
    await world?.stop();
    await removeFolder(folder);
  });
  beforeEach(async () => {
    panel = await startAfresh(world, panel);
    await world.browser.context.setOffline(true);
  });

  return {
    get world() {
      return world;
    },
    get panel() {
      return panel;
    },
    set panel(opened) {
      panel = opened; // what a test closed and opened anew
    },
    get folder() {
      return folder;
    },
  };
}
