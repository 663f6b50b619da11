import { execFile } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { requireBrowser } from '../rig/find-browser';

/** What the figures were taken on, in one line. */
export async function describeMachine(): Promise<string> {
  const processor = cpus()[0]?.model.trim() || process.arch;
  return `${await browserVersion()} on ${availableParallelism()} cores (${processor}, ${process.platform}), software rendering, Node ${process.versions.node}`;
}

async function browserVersion(): Promise<string> {
  const browser = requireBrowser();
  const name = path.basename(browser);
  if (process.platform === 'win32') return name; // there the program opens a window instead
  const { stdout } = await promisify(execFile)(browser, ['--version'], { timeout: 20_000 });
  return /^\D*[\d.]+/.exec(stdout)?.[0] ?? name;
}
