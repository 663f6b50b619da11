import { browser } from 'wxt/browser';
import { t } from '../../utils/base/i18n';
import { deviceWorkKey, type JobRecord } from '../../utils/library/jobs';
import { isPanelInSight, showPanelTab } from '../../utils/presence';
import { jobsItem } from '../../utils/settings/settings';

/** Tells the user of a job's end where no panel is in sight to show it. A cancelled job is no news. */
export async function tellOfEnd(job: JobRecord): Promise<void> {
  if (job.state === 'cancelled' || (await isPanelInSight())) return;
  await showNews(job.state === 'succeeded' ? 'good' : 'bad');
  await notifyOfEnd(job);
}

/** Longest part of a prompt in a notification, characters. */
const promptLength = 80;

/** Says in a system notification how a job has ended, where the user has switched that on. */
async function notifyOfEnd(job: JobRecord): Promise<void> {
  const { id, state, prompt } = job;
  const { notify } = await jobsItem.getValue();
  if (!notify || !browser.notifications) return;
  await browser.notifications.create(id, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icon/128.png'),
    title: t(state === 'succeeded' ? 'notifySucceeded' : 'notifyFailed'),
    message: (prompt || t(deviceWorkKey(job))).slice(0, promptLength),
  });
}

/** The side panel opens by clicks on the browser's own parts only, so it is shown in a tab. */
const showPanel = (id: string): void => {
  void browser.notifications.clear(id);
  void showPanelTab();
};

/** A click on a notification shows the panel. The browsers have no notifications until they are permitted. */
export function openPanelOnNotification(): void {
  const listen = () => browser.notifications?.onClicked.addListener(showPanel);
  listen();
  browser.permissions.onAdded.addListener(listen);
}

/** Marks of what has ended while no panel was in sight. */
const news = { good: '✓', bad: '!' } as const;

const isNews = (text: string): boolean => text === news.good || text === news.bad;

const show = (text: string): Promise<void> => browser.action.setBadgeText({ text });

/** Says on the toolbar button how many jobs run or wait; none leaves the news that are shown. */
export async function showCount(count: number): Promise<void> {
  if (count > 0) return show(String(count));
  if (!isNews(await browser.action.getBadgeText({}))) await show('');
}

/** Says on the toolbar button that a job has ended. */
const showNews = (kind: keyof typeof news): Promise<void> => show(news[kind]);

export async function clearNews(): Promise<undefined> {
  if (isNews(await browser.action.getBadgeText({}))) await show('');
  return undefined;
}
