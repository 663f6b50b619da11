import type { ImagesServer } from '../../images-server/server';
import { findFirefox } from '../../rig/firefox';

/** What Playwright's and Puppeteer's pages have in common, and the table needs. */
export interface PanelPage {
  /** Runs a function of `panel-tasks.ts` in the page. */
  run<A, T>(task: (argument: A) => T | Promise<T>, argument: A): Promise<T>;
  readonly mouse: {
    move(x: number, y: number): Promise<void>;
    down(): Promise<void>;
    up(): Promise<void>;
  };
  close(): Promise<void>;
}

/** A browser with the built extension and nothing else, for jobs to be begun and to be struck in. */
export interface JobBrowser {
  readonly name: BrowserName;
  /** Opens the panel in a tab. */
  openPanel(): Promise<PanelPage>;
  /** Ends the background as the browser does, whatever it is at; open pages stay. */
  killBackground(): Promise<void>;
  /** Whether the background runs; asking does not keep it alive. */
  backgroundRuns(): Promise<boolean>;
  /** Lets go of the browser, so that nothing of ours keeps its background alive. */
  letAlone(): Promise<void>;
  /** Kills all processes of the browser and starts it again with the same profile. */
  crashAndRestart(): Promise<void>;
  close(): Promise<void>;
}

export const browserNames = ['Chromium', 'Firefox'] as const;
export type BrowserName = (typeof browserNames)[number];

/** The connection of a server, as the settings keep it. */
export const connectionOf = ({ apiKey, baseUrl }: ImagesServer) => ({
  connection: { apiKey, baseUrl },
});

/** Whether this machine has the browser; without a Chromium no test runs at all. */
export const isHere = (name: BrowserName): boolean =>
  name === 'Chromium' || findFirefox() !== undefined;
