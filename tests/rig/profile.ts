import { rm } from 'node:fs/promises';
import path from 'node:path';
import { reapLater } from './reaper';
import { makeTempFolder, removeFolder } from './temp-folder';

/** A browser's user-data folder for the time of a test. */
export interface Profile {
  folder: string;
  /** Removes it if it is a temporary one and `keep` is not set. */
  release(keep?: boolean): Promise<void>;
}

/** Takes the given folder (which is kept for ever), or makes a temporary one that goes even if this process is killed. */
export function takeProfile(given?: string): Profile {
  if (given !== undefined) return { folder: given, release: async () => {} };
  const folder = makeTempFolder('repaint-profile');
  const spare = reapLater({ folder });
  return {
    folder,
    release: async (keep = false) => {
      if (!keep) await removeFolder(folder);
      spare();
    },
  };
}

/** Forgets the port of an earlier run in this profile, so that nobody reads it before the browser writes the new one. */
export function forgetPort(folder: string): Promise<void> {
  return rm(path.join(folder, 'DevToolsActivePort'), { force: true });
}
