import { type ChildProcess, spawn } from 'node:child_process';
import { type Browser, chromium } from 'playwright';
import { debuggingPort } from './debugging-port';
import { readExtension } from './extension-id';
import { requireBrowser } from './find-browser';
import { type LaunchOptions, launchEnvironment, launchFlags } from './launch-flags';
import { until } from './poll';
import { forgetPort, takeProfile } from './profile';
import { reapLater } from './reaper';

/** A browser without a debugger, in which a service worker lives and dies as it does at the user's. */
export interface DetachedBrowser {
  extensionId: string;
  profile: string;
  port: number;
  /** Connects for a while to act or look; the worker counts as debugged until the connection is closed. */
  attach(): Promise<Browser>;
  /** Kills the browser with all its processes, as a crash or a power cut does; its profile stays. */
  crash(): Promise<void>;
  /** Ends the browser; a temporary profile is removed unless `keepProfile`. */
  close(options?: { keepProfile?: boolean }): Promise<void>;
}

/**
 * Starts a browser with the extension and attaches nothing to it: an attached debugger keeps the worker alive for ever,
 * so tests of its lifetime must start here. `listTargets` and `workerTarget` look without attaching.
 */
export async function launchDetached(options: LaunchOptions): Promise<DetachedBrowser> {
  const extension = readExtension(options.extensionPath);
  const executable = requireBrowser();
  const profile = takeProfile(options.profile);
  await forgetPort(profile.folder);
  const browser = startBrowser(executable, extension.folder, profile.folder, options);
  const spare = reapLater({ processGroup: browser.pid });
  const close = async ({ keepProfile = false } = {}) => {
    await end(browser);
    spare();
    await profile.release(keepProfile);
  };
  const crash = async () => {
    killGroup(browser);
    await until('the crashed browser to be gone', () => hasEnded(browser));
    spare();
  };
  try {
    const port = await Promise.race([debuggingPort(profile.folder), failure(browser)]);
    const attach = () => chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true });
    return { extensionId: extension.id, profile: profile.folder, port, attach, crash, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function startBrowser(
  executable: string,
  extensionFolder: string,
  profile: string,
  options: LaunchOptions,
): ChildProcess {
  const mode = options.headless ? ['--headless'] : [];
  const where = [`--user-data-dir=${profile}`, 'about:blank'];
  return spawn(executable, [...launchFlags(extensionFolder, options), ...mode, ...where], {
    env: launchEnvironment(profile, options),
    detached: true,
    stdio: 'ignore',
  });
}

function failure(browser: ChildProcess): Promise<never> {
  return new Promise((_, reject) => {
    browser.once('error', reject);
    browser.once('exit', (code) => {
      reject(new Error(`The browser ended with code ${code} before its debugging port was open.`));
    });
  });
}

/** Asks the browser to end, so that it writes its profile; after 10 s it is made to. */
async function end(browser: ChildProcess): Promise<void> {
  const ended = () => hasEnded(browser);
  if (browser.pid === undefined || ended()) return;
  browser.kill('SIGTERM');
  await until('the end of the browser', ended, { timeoutMs: 10_000 }).catch(async () => {
    browser.kill('SIGKILL');
    await until('the end of the browser', ended);
  });
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;

/** SIGKILL to a browser that leads a process group, and to all that it has started. */
export function killGroup({ pid }: Pick<ChildProcess, 'pid'>): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    process.kill(pid, 'SIGKILL'); // Windows knows no groups
  }
}
