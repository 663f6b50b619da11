import { ownTab } from './own-tab'; // first: the browser answers while all else is read
import '../../components/ui/base.css';
import '../../components/ui/controls.css';
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { Panel } from '../../components/app/panel';
import type { OpeningLog } from '../../components/session/opening-log';
import { createPanelModel } from '../../components/session/panel-model';
import { watchPast } from '../../components/session/prices';
import { createSettingsServices, type PanelServices } from '../../components/session/services';
import { uiLanguage } from '../../utils/base/i18n';
import { allowOnlyOurScripts } from '../../utils/base/trusted-types';
import { sendCommand } from '../../utils/commands';
import { openLibrary } from '../../utils/library/database';
import { forgetDeleted } from '../../utils/library/forget-images';
import { followHeldAnswers } from '../../utils/library/held-answers';
import {
  claimWorkspace,
  forgetWorkspaces,
  workspaceOfTab,
  workspaceOfWindow,
} from '../../utils/library/images';
import {
  answerPresence,
  isPanelOpen,
  type OwnTab,
  privateWindowOf,
  showPanelOfPrivateWindow,
  showPanelTab,
} from '../../utils/presence';
import { createSetting, settingField } from '../../utils/settings/setting';
import {
  brushItem,
  editOptionsItem,
  exportItem,
  generateOptionsItem,
  maskOptionsItem,
  panelItem,
} from '../../utils/settings/settings';

allowOnlyOurScripts();
if (browser.extension.inIncognitoContext) await showPrivateNotice();
const library = openLibrary();
const { tab, workspaceId, isPrivate } = await findPlace();
const isTab = signal(tab !== undefined);
// As it was opened by another panel, or else as the last one was.
const from = location.hash.slice(1) || workspaceId;
history.replaceState(null, '', location.pathname + location.search); // loaded anew it goes on by itself
void claimWorkspace(library, workspaceId, from, isPrivate).catch(console.warn);
const panel = createSetting(panelItem);

const services: PanelServices = {
  ...createSettingsServices(library),
  ...watchPast(library),
  sendCommand,
  heldAnswers: followHeldAnswers(),
  rasteriseSvg: async (svg) => (await import('../../components/session/draw-svg')).drawSvg(svg),
  openings: readOpenings(),
  undoneEdits: signal(new Map()),
  editOptions: createSetting(editOptionsItem),
  generateOptions: createSetting(generateOptionsItem),
  brushSize: settingField(createSetting(brushItem), 'size'),
  moreTools: settingField(panel, 'moreToolsOpen'),
  maskOptions: createSetting(maskOptionsItem),
  exportOptions: createSetting(exportItem),
  panel,
  settingsOpen: signal(false),
  isTab,
  workspaceId,
  isPrivate,
  openInTab: computed(() =>
    isTab.value === false ? () => void showPanelTab(workspaceId).catch(console.warn) : undefined,
  ),
};

document.documentElement.lang = uiLanguage();
render(<Panel services={services} model={createPanelModel(services)} />, findRoot());

// Before this panel answers for itself: another one may still offer to undo a deletion.
void isPanelOpen().then((another) => {
  if (!another)
    requestIdleCallback(() => void forgetDeleted(library).catch(console.warn), { timeout: 10_000 });
});
answerPresence(
  'panel',
  { tab, workspaceId },
  (id) => void claimWorkspace(library, workspaceId, id).catch(console.warn),
);
requestIdleCallback(() => void forgetClosed().catch(console.warn), { timeout: 10_000 });
const saySeen = () => {
  if (document.visibilityState === 'visible')
    void sendCommand('panel-opened', {}).catch(console.warn);
};
saySeen();
document.addEventListener('visibilitychange', saySeen);

/** Read after the first paint's own code: only what draws pictures waits for it. */
function readOpenings(): ReadonlySignal<OpeningLog | undefined> {
  const openings = signal<OpeningLog>();
  setTimeout(async () => {
    const { readOpeningLog } = await import('../../components/session/opening-log');
    openings.value = await readOpeningLog();
  });
  return openings;
}

/** In private windows Firefox gives pages of extensions no database; the panel has a window of its own. Never resolves. */
async function showPrivateNotice(): Promise<never> {
  const { PrivateNotice } = await import('../../components/app/private-notice');
  const { id = -1 } = await browser.windows.getCurrent();
  document.documentElement.lang = uiLanguage();
  render(<PrivateNotice onOpen={() => void showPanelOfPrivateWindow(id)} />, findRoot());
  return new Promise(() => undefined);
}

function findRoot(): Element {
  const found = document.querySelector('#app');
  if (!found) throw new Error('index.html has no #app');
  return found;
}

/** The tab that this page is, if it is one, and the row that says what it shows. */
async function findPlace(): Promise<{ tab: OwnTab; workspaceId: string; isPrivate: boolean }> {
  const own = await ownTab;
  const ofPrivate = privateWindowOf(location.search);
  if (ofPrivate !== undefined) {
    browser.windows.onRemoved.addListener((id) => {
      if (id === ofPrivate && own?.id !== undefined) void browser.tabs.remove(own.id);
    });
    return { tab: own, workspaceId: workspaceOfWindow(ofPrivate), isPrivate: true };
  }
  if (own?.id !== undefined)
    return { tab: own, workspaceId: workspaceOfTab(own.id), isPrivate: own.incognito };
  const { id = -1, incognito } = await browser.windows.getCurrent();
  return { tab: undefined, workspaceId: workspaceOfWindow(id), isPrivate: incognito };
}

/** Removes the rows of windows and tabs that are closed. */
async function forgetClosed(): Promise<void> {
  const tabs = await browser.tabs.query({});
  const open = new Set(
    tabs.flatMap(({ id = -1, windowId }) => [workspaceOfTab(id), workspaceOfWindow(windowId)]),
  );
  await forgetWorkspaces(library, (id) => !open.has(id));
}
