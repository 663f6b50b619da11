import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright';

export interface Surroundings {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  /** Where playwright keeps (or would keep) its own download. */
  downloaded: string;
}

// Branded Chrome is left out on purpose: it no longer takes --load-extension.
// `chromium-browser` comes last: on Ubuntu it is a shell script in front of the snap.
const linuxNames = ['chromium', 'microsoft-edge', 'microsoft-edge-stable', 'chromium-browser'];
const linuxPlaces = [
  '/usr/bin/chromium',
  '/usr/lib/chromium/chromium',
  '/opt/microsoft/msedge/msedge',
];
const macPlaces = [
  'Chromium.app/Contents/MacOS/Chromium',
  'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];
const windowsPlaces = [
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

/** Every path where a browser that loads unpacked extensions may lie, the best first. Pure. */
export function browserCandidates({ platform, env, downloaded }: Surroundings): string[] {
  if (env.REPAINT_BROWSER) return [env.REPAINT_BROWSER];
  // playwright's own comes first: it is the very version that the library was made for.
  return [downloaded, ...installedCandidates(platform, env)].filter((file) => file !== '');
}

function installedCandidates(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string[] {
  if (platform === 'darwin') {
    const folders = ['/Applications', path.posix.join(env.HOME ?? '', 'Applications')];
    return folders.flatMap((folder) => macPlaces.map((place) => path.posix.join(folder, place)));
  }
  if (platform === 'win32') {
    const folders = [env.LOCALAPPDATA, env.PROGRAMFILES, env['PROGRAMFILES(X86)']];
    return folders
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => windowsPlaces.map((place) => path.win32.join(folder, place)));
  }
  const folders = (env.PATH ?? '').split(':').filter((folder) => folder !== '');
  const onPath = linuxNames.flatMap((name) =>
    folders.map((folder) => path.posix.join(folder, name)),
  );
  // A snap may not use profiles below /tmp, so it comes after everything else.
  const isSnap = (file: string) => file.startsWith('/snap/');
  const found = [...onPath, ...linuxPlaces];
  return [...found.filter((file) => !isSnap(file)), ...found.filter(isSnap)];
}

/**
 * Path of a Chromium, Edge or Chrome for Testing on this machine, `undefined` if there is none.
 * `REPAINT_BROWSER` decides alone if set; throws if it names no file.
 */
export function findBrowser(): string | undefined {
  const env = process.env;
  const downloaded = chromium.executablePath();
  const found = browserCandidates({ platform: process.platform, env, downloaded }).find(existsSync);
  if (found === undefined && env.REPAINT_BROWSER) {
    throw new Error(
      `REPAINT_BROWSER names ${env.REPAINT_BROWSER}, which does not exist: correct or unset it.`,
    );
  }
  return found;
}

/** Like `findBrowser`, but throws an error that names the command to run. */
export function requireBrowser(): string {
  const found = findBrowser();
  if (found === undefined) {
    throw new Error(
      'No Chromium, Edge or Chrome for Testing found. Run: npx playwright install --with-deps chromium',
    );
  }
  return found;
}
