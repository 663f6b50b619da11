import { browser } from 'wxt/browser';

/** Marks of what has ended while no panel was open. */
const news = { good: '✓', bad: '!' } as const;

const isNews = (text: string): boolean => text === news.good || text === news.bad;

const show = (text: string): Promise<void> => browser.action.setBadgeText({ text });

/** Says on the toolbar button how many jobs run or wait; none leaves the news that are shown. */
export async function showCount(count: number): Promise<void> {
  if (count > 0) return show(String(count));
  if (!isNews(await browser.action.getBadgeText({}))) await show('');
}

/** Says on the toolbar button that a job has ended. */
export const showNews = (kind: keyof typeof news): Promise<void> => show(news[kind]);

export async function clearNews(): Promise<undefined> {
  if (isNews(await browser.action.getBadgeText({}))) await show('');
  return undefined;
}
