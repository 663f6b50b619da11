import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { findBrowser } from './find-browser';

export type Log = (line: string) => void;

/** Debian package of each program that the display needs. */
const TOOL_PACKAGES = { Xvfb: 'xvfb', xdotool: 'xdotool', xwininfo: 'x11-utils' } as const;

/** Which of the programs a virtual display needs are missing from `searchPath` (a PATH value), as Debian packages. */
export function missingToolPackages(searchPath = process.env.PATH ?? ''): string[] {
  const folders = searchPath.split(path.delimiter);
  return Object.entries(TOOL_PACKAGES)
    .filter(([tool]) => !folders.some((folder) => isExecutable(path.join(folder, tool))))
    .map(([, name]) => name);
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

/**
 * Installs what `startDisplay` needs where that is allowed. On other systems than Linux there is nothing to install.
 * Throws an error that names the one command to run.
 */
export async function ensureSystemTools(log: Log): Promise<void> {
  if (process.platform !== 'linux') return;
  const packages = missingToolPackages();
  if (packages.length === 0) return;
  if (canUseApt()) await aptInstall(packages, log);
  if (missingToolPackages().length > 0) {
    throw new Error(`Programs are missing. Run: sudo apt-get install -y ${packages.join(' ')}`);
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
