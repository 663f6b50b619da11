import path from 'node:path';
import { type BrowserContext, chromium, type Worker } from 'playwright';
import { debuggingPort } from './debugging-port';
import { readExtension } from './extension-id';
import { requireBrowser } from './find-browser';
import { type LaunchOptions, launchEnvironment, launchFlags } from './launch-flags';
import { until } from './poll';
import { forgetPort, type Profile, takeProfile } from './profile';

export interface ExtensionBrowser {
  context: BrowserContext;
  extensionId: string;
  /** The profile folder. */
  profile: string;
  /** Port of the DevTools protocol on 127.0.0.1. */
  port: number;
  /** The extension's service worker, as soon as it runs; `wakeWorker` makes it run after a `killWorker`. */
  worker(): Promise<Worker>;
  /** Ends the browser and starts it again with the same profile: what a user does overnight. */
  restart(): Promise<ExtensionBrowser>;
  /** Ends the browser; a temporary profile is removed unless `keepProfile`. */
  close(options?: { keepProfile?: boolean }): Promise<void>;
}

/** Starts a browser with the extension. Playwright stays attached to it, which keeps the service worker alive. */
export function launchWithExtension(options: LaunchOptions): Promise<ExtensionBrowser> {
  return launchIn(takeProfile(options.profile), options);
}

async function launchIn(profile: Profile, options: LaunchOptions): Promise<ExtensionBrowser> {
  let context: BrowserContext | undefined;
  try {
    const extension = readExtension(options.extensionPath);
    const started = await startBrowser(extension.folder, profile.folder, options);
    context = started;
    return {
      context: started,
      extensionId: extension.id,
      profile: profile.folder,
      port: await debuggingPort(profile.folder),
      worker: () => runningWorker(started, extension.id),
      restart: async () => {
        await started.close();
        return launchIn(profile, options);
      },
      close: async ({ keepProfile = false } = {}) => {
        await started.close();
        await profile.release(keepProfile);
      },
    };
  } catch (error) {
    await context?.close();
    await profile.release();
    throw error;
  }
}

/** Ctrl-C ends this process at once, the pipe breaks, the browser goes and the reaper cleans up: one way for all ends. */
const leaveSignals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };

async function startBrowser(
  extensionFolder: string,
  profile: string,
  options: LaunchOptions,
): Promise<BrowserContext> {
  await forgetPort(profile);
  return chromium.launchPersistentContext(profile, {
    executablePath: requireBrowser(),
    headless: options.headless ?? false,
    viewport: null,
    colorScheme: options.colorScheme ?? null,
    env: launchEnvironment(profile, options),
    ignoreDefaultArgs: ['--disable-extensions'],
    ...leaveSignals,
    artifactsDir: path.join(profile, 'playwright-artifacts'),
    // Among them a port, beside playwright's pipe: a second connection is what reaches the side panel.
    args: launchFlags(extensionFolder, options),
  });
}

function runningWorker(context: BrowserContext, extensionId: string): Promise<Worker> {
  const origin = `chrome-extension://${extensionId}/`;
  return until(
    'the service worker of the extension (does its manifest load? does an event start it?)',
    () => context.serviceWorkers().find((worker) => worker.url().startsWith(origin)),
    { timeoutMs: 30_000 },
  );
}
