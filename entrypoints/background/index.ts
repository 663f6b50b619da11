import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { captureAddress } from '../../utils/capture/capture-into-library';
import { getFile } from '../../utils/capture/get-file';
import { removeRefererRules } from '../../utils/capture/referer-rule';
import { handleCommands } from '../../utils/commands';
import { keepAliveDuring } from '../../utils/jobs/keep-alive';
import { recoverJobs } from '../../utils/jobs/recover';
import { recoverCaptures } from '../../utils/library/captures';
import { openLibrary } from '../../utils/library/database';
import { clearNews, showCount } from './badge';
import { createContextMenu, handleMenuClick, oneMenuEntry } from './context-menu';
import { extendOnCommand } from './extend';
import { tellOfEnd } from './job-news';
import { createBackgroundJobs } from './jobs';
import { openPanelOnNotification } from './notify';
import { openPanel } from './open-panel';
import {
  leavePicker,
  openOrPickOnAction,
  pickFromPanel,
  pickOnShortcut,
  pickReference,
} from './pick';
import { protectKey } from './protect-key';
import { putOnCommand } from './put-on-page';
import { tryConnection } from './try-connection';

export default defineBackground(() => {
  const library = openLibrary();
  const jobs = createBackgroundJobs(library);
  const recover = (isBrowserStart: boolean) =>
    void keepAliveDuring(
      recoverJobs(library, {
        isOurs: jobs.isRunning,
        takeUp: jobs.start,
        onEnd: tellOfEnd,
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
    'pick-on-page': (tab) => keepAliveDuring(pickFromPanel(library, tab)),
    'pick-reference': (tab) => keepAliveDuring(pickReference(library, tab)),
    'leave-picker': leavePicker,
    'capture-address': ({ url, tab }) =>
      keepAliveDuring(captureAddress(new AbortController().signal, library, url, tab)).then(
        () => undefined,
      ),
    'put-on-page': (wish) => keepAliveDuring(putOnCommand(library, wish)),
    'get-file': (file) => keepAliveDuring(getFile(new AbortController().signal, library, file)),
    'extend-image': (wish) => keepAliveDuring(extendOnCommand(library, wish)),
    'test-connection': ({ model }) => keepAliveDuring(tryConnection(model)),
  });
  browser.runtime.onStartup.addListener(() => recover(true));

  openOrPickOnAction(library);
  pickOnShortcut(library);
  void removeRefererRules();
  void showCount(0);
  openPanelOnNotification();
  void protectKey();
  void recoverCaptures(library, performance.timeOrigin);
  recover(false);
});
