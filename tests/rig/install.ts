import { execFileSync, spawn } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { findBrowser } from './find-browser';

export type Log = (line: string) => void;

/** Debian package of each program that the display needs, and of the one that lists the fonts. */
const toolPackages = {
  Xvfb: 'xvfb',
  xdotool: 'xdotool',
  xwininfo: 'x11-utils',
  'fc-list': 'fontconfig',
} as const;

/** Debian package with a font for each language that is shown; without one its letters are empty boxes. */
const fontPackages = { en: 'fonts-dejavu-core', ko: 'fonts-noto-cjk' } as const;

/** Which of the programs a virtual display needs are missing from `searchPath` (a PATH value), as Debian packages. */
export function missingToolPackages(searchPath = process.env.PATH ?? ''): string[] {
  const folders = searchPath.split(path.delimiter);
  return Object.entries(toolPackages)
    .filter(([tool]) => !folders.some((folder) => isExecutable(path.join(folder, tool))))
    .map(([, name]) => name);
}

/**
 * Which languages have no font, as Debian packages with one.
 * @param fontsOf the fonts for a language as `fc-list` prints them, one a line
 */
export function missingFontPackages(fontsOf = listFonts): string[] {
  return Object.entries(fontPackages)
    .filter(([language]) => fontsOf(language).trim() === '')
    .map(([, name]) => name);
}

function listFonts(language: string): string {
  try {
    return execFileSync('fc-list', [`:lang=${language}`], { encoding: 'utf8' });
  } catch {
    return ''; // without fontconfig nobody finds a font
  }
}

/** True where `apt-get install` is ours to run: root on Debian (Ubuntu's chromium package is a snap, so not there). */
export function canUseApt(): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  return existsSync('/etc/os-release') && isDebian(readFileSync('/etc/os-release', 'utf8'));
}

/** Reads the text of /etc/os-release. Pure. */
export function isDebian(osRelease: string): boolean {
  return /^ID="?debian"?$/m.test(osRelease);
}

const missingPackages = (): string[] => [...missingToolPackages(), ...missingFontPackages()];

/**
 * Installs what `startDisplay` needs, and fonts for the languages that are shown, where that is allowed. On other systems
 * than Linux there is nothing to install. Throws an error that names the one command to run.
 */
export async function ensureSystemTools(log: Log): Promise<void> {
  if (process.platform !== 'linux') return;
  const packages = missingPackages();
  if (packages.length === 0) return;
  if (canUseApt()) await aptInstall(packages, log);
  const stillMissing = missingPackages();
  if (stillMissing.length > 0) {
    const command = `sudo apt-get install -y ${stillMissing.join(' ')}`;
    throw new Error(`Programs or fonts are missing. Run: ${command}`);
  }
}

/**
 * Installs a Chromium (Debian's own when root there, else playwright's download) and resolves to its path.
 * Throws an error that names the one command to run.
 */
export async function installBrowser(log: Log): Promise<string> {
  const failures: string[] = [];
  const ways = canUseApt()
    ? [() => aptInstall(['chromium'], log), () => download(log)]
    : [() => download(log)];
  for (const way of ways) {
    try {
      await way();
      const found = findBrowser();
      if (found !== undefined) return found;
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
  }
  const command = canUseApt()
    ? 'apt-get install -y chromium'
    : 'npx playwright install --with-deps chromium';
  throw new Error(`Could not install a browser (${failures.join('; ')}). Run: ${command}`);
}

/** Installs Firefox on Debian as root, else throws an error that says what to do. */
export async function ensureFirefox(log: Log): Promise<void> {
  if (!canUseApt()) throw new Error('Firefox is missing. Run: sudo apt-get install -y firefox-esr');
  await aptInstall(['firefox-esr'], log);
}

async function aptInstall(packages: string[], log: Log): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], log, env);
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], log, env);
}

async function download(log: Log): Promise<void> {
  const packageFile = createRequire(import.meta.url).resolve('playwright/package.json');
  const cli = path.join(path.dirname(packageFile), 'cli.js');
  await run(process.execPath, [cli, 'install', 'chromium'], log, process.env);
}

function run(command: string, args: string[], log: Log, env: NodeJS.ProcessEnv): Promise<void> {
  log(`$ ${[command, ...args].join(' ')}`);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => log(chunk.toString().trimEnd()));
    }
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} ${args[0] ?? ''} ended with code ${code}`));
    });
  });
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
