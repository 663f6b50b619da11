import { type Browser, browser } from 'wxt/browser';
import { sendCommand } from './commands';
import { workspaceOfWindow } from './library/images';

/* Which pages of ours are there: asked of all of them by messages, so that nothing stored can be out of date. */

/** The panel is more than a page; the settings in a tab are only that. A tab behind another one is not in sight. */
const questions = {
  panel: 'is-a-panel-open',
  panelInSight: 'is-a-panel-in-sight',
  panelInTab: 'show-the-panel-in-a-tab',
  panelOfWindow: 'show-the-panel-of-a-window',
  page: 'is-a-page-open',
} as const;
type Question = (typeof questions)[keyof typeof questions];

/** The tab that a page is; undefined for a panel beside the pages. */
export type OwnTab = Browser.tabs.Tab | undefined;

/** Where a panel is, and whose row of the library it shows. */
interface PanelPlace {
  readonly tab?: OwnTab;
  readonly workspaceId?: string;
}

type Answers = Readonly<Record<string, (place: PanelPlace, about: string) => boolean>>;

function comeToFront(tab: OwnTab): boolean {
  if (tab?.id === undefined) return false;
  void browser.tabs.update(tab.id, { active: true });
  void browser.windows.update(tab.windowId, { focused: true });
  return true;
}

const pageAnswers: Answers = { [questions.page]: () => true };

const panelAnswers: Answers = {
  ...pageAnswers,
  [questions.panel]: () => true,
  [questions.panelInSight]: () => document.visibilityState === 'visible',
  [questions.panelInTab]: ({ tab }) => comeToFront(tab),
  [questions.panelOfWindow]: ({ tab, workspaceId }, about) =>
    workspaceId === about && comeToFront(tab),
};

/**
 * Lets a page of ours answer the background and other pages, and say that it goes.
 * @param place of a panel
 * @param onShow told when another panel, by its workspace, goes over to this one
 */
export function answerPresence(
  as: 'panel' | 'page',
  place: PanelPlace = {},
  onShow?: (workspaceId: string) => void,
): void {
  const answers = as === 'panel' ? panelAnswers : pageAnswers;
  browser.runtime.onMessage.addListener((message: unknown, sender, sendResponse) => {
    if (sender.id !== browser.runtime.id || typeof message !== 'string') return;
    const [question = '', about = ''] = message.split(' ');
    if (!Object.hasOwn(answers, question) || !answers[question]?.(place, about)) return;
    if (about) onShow?.(about);
    sendResponse(true);
    return true;
  });
  addEventListener('pagehide', () => void sendCommand('page-closed', {}).catch(console.warn));
}

/**
 * Where no page answers yes, the answer is no.
 * @param about a workspace by its id, for those questions that have one
 */
const isYes = (question: Question, about = ''): Promise<boolean> =>
  browser.runtime.sendMessage(`${question} ${about}`.trim()).then(
    (answer: unknown) => answer === true,
    () => false, // nobody listens
  );

/** Whether any other panel is open. */
export const isPanelOpen = (): Promise<boolean> => isYes(questions.panel);

/** Whether any panel can be seen. */
export const isPanelInSight = (): Promise<boolean> => isYes(questions.panelInSight);

/** Whether any other page of ours is open, a panel or the settings in a tab. */
export const isPageOpen = (): Promise<boolean> => isYes(questions.page);

/**
 * Goes to the panel in a tab of its own, which is opened where there is none yet.
 * @param workspaceId of the panel that goes over to it: it shows the same then
 */
export async function showPanelTab(workspaceId = ''): Promise<void> {
  if (await isYes(questions.panelInTab, workspaceId)) return;
  const url = browser.runtime.getURL('/sidepanel.html');
  await browser.tabs.create({ url: workspaceId ? `${url}#${workspaceId}` : url });
}

/** Of a panel, CSS px: as wide as a sidebar that is made for it. */
const panelWindow = { type: 'popup', width: 440, height: 800 } as const;

/**
 * Shows the panel of a private window in a usual window of its own, where Firefox lets it have its library: in private
 * windows it gives pages of extensions no database.
 */
export async function showPanelOfPrivateWindow(windowId: number): Promise<void> {
  if (await isYes(questions.panelOfWindow, workspaceOfWindow(windowId))) return;
  const url = `${browser.runtime.getURL('/sidepanel.html')}?${privateWindowKey}=${windowId}`;
  await browser.windows.create({ url, incognito: false, ...panelWindow });
}

const privateWindowKey = 'private-window';

/** The private window that a panel in a window of its own belongs to. */
export function privateWindowOf(search: string): number | undefined {
  const said = new URLSearchParams(search).get(privateWindowKey);
  return said === null ? undefined : Number(said);
}
