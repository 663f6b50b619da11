import { browser } from 'wxt/browser';
import { t } from '../../utils/i18n';
import type { JobRecord } from '../../utils/library/job-records';
import { jobsItem } from '../../utils/settings/settings';

/** Longest part of a prompt in a notification, characters. */
const promptLength = 80;

/** Says in a system notification how a job has ended, where the user has switched that on. */
export async function notifyOfEnd({ id, state, prompt }: JobRecord): Promise<void> {
  const { notify } = await jobsItem.getValue();
  if (!notify || !browser.notifications) return;
  await browser.notifications.create(id, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icon/128.png'),
    title: t(state === 'succeeded' ? 'notifySucceeded' : 'notifyFailed'),
    message: prompt.slice(0, promptLength),
  });
}

/** The side panel opens by clicks on the browser's own parts only, so it is shown in a tab. */
const showPanel = (id: string): void => {
  void browser.notifications.clear(id);
  void browser.tabs.create({ url: browser.runtime.getURL('/sidepanel.html') });
};

/** A click on a notification shows the panel. The browsers have no notifications until they are permitted. */
export function openPanelOnNotification(): void {
  const listen = () => browser.notifications?.onClicked.addListener(showPanel);
  listen();
  browser.permissions.onAdded.addListener(listen);
}
