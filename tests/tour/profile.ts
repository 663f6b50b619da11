import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { takeProfile } from '../rig/profile';
import type { Cleanup } from './cleanup';

/** What Chromium's settings say from the start: no bubble that offers to translate the Korean page. */
const preferences = { translate: { enabled: false } };

/** Makes a profile folder that outlives one browser and goes at the end. */
export async function makeTourProfile(cleanup: Cleanup): Promise<string> {
  const { folder, release } = takeProfile();
  cleanup.later(() => release());
  await mkdir(join(folder, 'Default'));
  await writeFile(join(folder, 'Default', 'Preferences'), JSON.stringify(preferences));
  return folder;
}
