import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { toStoredError } from '../../utils/base/errors';
import { allowOnlyOurScripts } from '../../utils/base/trusted-types';
import { captureAddress } from '../../utils/capture/capture';
import { removeRefererRules } from '../../utils/capture/fetch';
import { getFile } from '../../utils/capture/get-file';
import { previewOf } from '../../utils/capture/preview';
import type { Commands } from '../../utils/commands';
import { handleCommands } from '../../utils/handle-commands';
import { extendImage } from '../../utils/jobs/extend-image';
import { isLibraryBusy } from '../../utils/jobs/is-busy';
import { keepAliveDuring } from '../../utils/jobs/keep-alive';
import { recoverJobs } from '../../utils/jobs/recover';
import { recoverCaptures } from '../../utils/library/captures';
import { type Library, openLibrary } from '../../utils/library/database';
import { forgetWorkspaces } from '../../utils/library/images';
import { extensionBy, extensionTo } from '../../utils/plan/extend';
import { isPageOpen } from '../../utils/presence';
import { createContextMenu, handleMenuClick, oneMenuEntry } from './context-menu';
import { clearNews, openPanelOnNotification, showCount, tellOfEnd } from './job-news';
import { createBackgroundJobs, tryConnection } from './jobs';
import { openPanel } from './open-panel';
import {
  isOnPageCommand,
  leavePicker,
  openOrPickOnAction,
  pickFromPanel,
  pickOnShortcut,
  pickReference,
  putOnCommand,
} from './pick';
import { forgetPrivateJob, forgetWithPrivateWindows } from './private-windows';
import { deferUpdates } from './update';

export default defineBackground(() => {
  allowOnlyOurScripts();
  const library = openLibrary();
  const updateIfIdle = deferUpdates({
    isBusy: async () => jobs.isHolding() || (await isLibraryBusy(library)) || (await isPageOpen()),
  });
  const jobs = createBackgroundJobs(library, () => void updateIfIdle().catch(console.warn));
  const recover = (isBrowserStart: boolean) =>
    void keepAliveDuring(
      recoverJobs(library, {
        isOurs: jobs.isRunning,
        takeUp: jobs.start,
        onEnd: (job) => tellOfEnd(job).then(() => forgetPrivateJob(library, job)),
        isBrowserStart,
      }),
    ).catch(console.error);

  browser.runtime.onInstalled.addListener(createContextMenu);
  oneMenuEntry();
  browser.contextMenus.onClicked.addListener((click, tab) => {
    openPanel(tab); // first: both browsers drop the user's gesture after an await
    void keepAliveDuring(handleMenuClick(library, click, tab));
  });
  handleCommands({
    'start-job': ({ jobId }) => {
      jobs.start(jobId);
    },
    'cancel-job': ({ jobId }) => {
      jobs.cancel(jobId);
    },
    'check-jobs': () => recover(false),
    'panel-opened': clearNews,
    'page-closed': () => updateIfIdle().then(() => undefined),
    'pick-on-page': (tab) => keepAliveDuring(pickFromPanel(library, tab)),
    'pick-reference': (tab) => keepAliveDuring(pickReference(library, tab)),
    'leave-picker': leavePicker,
    'capture-address': ({ url, tab, workspaceId }) =>
      keepAliveDuring(captureAddress(library, url, tab, workspaceId)).then(() => undefined),
    'put-on-page': (wish) => keepAliveDuring(putOnCommand(library, wish)),
    'is-on-page': (wish) => keepAliveDuring(isOnPageCommand(library, wish)),
    'get-file': (file) => keepAliveDuring(getFile(library, file)),
    'preview-file': async ({ frame, url }) => ({ preview: await previewOf(frame, url) }),
    'extend-image': (wish) => keepAliveDuring(extendOnCommand(library, wish)),
    'test-connection': ({ model }) => keepAliveDuring(tryConnection(model)),
  });
  browser.runtime.onStartup.addListener(() => {
    recover(true);
    // Windows and tabs are numbered anew.
    void forgetWorkspaces(library, () => true).catch(console.error);
  });

  forgetWithPrivateWindows(library);
  openOrPickOnAction(library);
  pickOnShortcut(library);
  void removeRefererRules();
  void showCount(0);
  openPanelOnNotification();
  void protectKey();
  void recoverCaptures(library);
  recover(false);
});

/** Decoding and encoding a large image would stop the panel, so it is done here. */
async function extendOnCommand(
  library: Library,
  { imageId, ratio, sides }: Commands['extend-image']['argument'],
): Promise<Commands['extend-image']['answer']> {
  try {
    await extendImage(library, imageId, (base) => {
      if (ratio !== undefined) return extensionTo(ratio, base);
      return sides && extensionBy(sides, base);
    });
    return {};
  } catch (error) {
    return { error: toStoredError(error) };
  }
}

/** Keeps scripts in web pages away from the stored key. Firefox has no such switch and no way in. */
async function protectKey(): Promise<void> {
  await browser.storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
}
