import { browser } from 'wxt/browser';
import type { Library } from '../../utils/library/database';
import { forgetPrivate, keepPrivate } from '../../utils/library/forget-private';
import type { JobRecord } from '../../utils/library/jobs';
import { privacyItem } from '../../utils/settings/settings';

/** Browsers tell us of private windows only where the user lets us in. */
async function isPrivateWindowOpen(): Promise<boolean> {
  return (await browser.windows.getAll()).some(({ incognito }) => incognito);
}

async function endPrivate(library: Library): Promise<void> {
  if (await isPrivateWindowOpen()) return;
  const { keepsPrivate } = await privacyItem.getValue();
  await (keepsPrivate ? keepPrivate : forgetPrivate)(library);
}

/**
 * Forgets what was taken in private windows as soon as the last of them is closed; at the browser's start and ours what
 * a killed browser or an extension that was shut out has left.
 */
export function forgetWithPrivateWindows(library: Library): void {
  const forget = () => void endPrivate(library).catch(console.error);
  browser.windows.onRemoved.addListener(forget);
  browser.runtime.onStartup.addListener(forget);
  browser.runtime.onInstalled.addListener(forget);
}

/** A job that outlives its private window is forgotten at its end. */
export async function forgetPrivateJob(library: Library, job: JobRecord): Promise<void> {
  const image = job.kind === 'edit' ? await library.images.get(job.imageId) : undefined;
  if (job.isPrivate || image?.page.isPrivate === true) await endPrivate(library);
}
