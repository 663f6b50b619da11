import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { handleCommands } from '../../utils/commands';
import { keepAliveDuring } from '../../utils/jobs/keep-alive';
import { recoverJobs } from '../../utils/jobs/recover';
import { openLibrary } from '../../utils/library/database';
import { createContextMenu, handleMenuClick } from './context-menu';
import { createBackgroundJobs } from './jobs';
import { openPanel, openPanelOnAction } from './open-panel';
import { protectKey } from './protect-key';
import { tryConnection } from './try-connection';

export default defineBackground(() => {
  const library = openLibrary();
  const jobs = createBackgroundJobs(library);

  browser.runtime.onInstalled.addListener(createContextMenu);
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
    'check-jobs': () => void recoverJobs(library, jobs.isRunning, false),
    'test-connection': ({ model }) => keepAliveDuring(tryConnection(model)),
  });
  browser.runtime.onStartup.addListener(() => void recoverJobs(library, jobs.isRunning, true));

  openPanelOnAction();
  void protectKey();
  void recoverJobs(library, jobs.isRunning, false);
});
