import path from 'node:path';
import { build, type Logger } from 'wxt';
import { reapLater } from '../rig/reaper';
import { makeTempFolder, removeFolder } from '../rig/temp-folder';

export interface BuiltExtension {
  /** The folder with manifest.json. */
  readonly folder: string;
  remove(): Promise<void>;
}

/** Builds the extension for Chromium as a release is built, into a folder of its own. */
export async function buildExtension(): Promise<BuiltExtension> {
  const folder = makeTempFolder('repaint-bench');
  const spare = reapLater({ folder });
  await withQuietOutput(() => build({ browser: 'chrome', outDir: folder, logger: onlyErrors }));
  return {
    folder: path.join(folder, 'chrome-mv3'),
    async remove() {
      await removeFolder(folder);
      spare();
    },
  };
}

/** Standard output belongs to the figures; WXT turns its spinner there whatever the logger is. */
async function withQuietOutput(work: () => Promise<unknown>): Promise<void> {
  const { write } = process.stdout;
  process.stdout.write = () => true;
  try {
    await work();
  } finally {
    process.stdout.write = write;
  }
}

const silent = () => {};

const onlyErrors: Logger = {
  level: 0,
  debug: silent,
  log: silent,
  info: silent,
  warn: silent,
  success: silent,
  error: console.error,
  fatal: console.error,
};
