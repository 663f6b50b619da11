import '../../components/ui/base.css';
import '../../components/ui/controls.css';
import { computed, signal } from '@preact/signals';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { Panel } from '../../components/app/panel';
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
import { answerPresence, isPanelOpen, type OwnTab, showPanelTab } from '../../utils/presence';
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
const library = openLibrary();
const { tab, workspaceId } = await findPlace();
const isTab = signal(tab !== undefined);
// As it was opened by another panel, or else as the last one was.
const from = location.hash.slice(1) || workspaceId;
history.replaceState(null, '', location.pathname); // loaded anew it goes on by itself
void claimWorkspace(library, workspaceId, from).catch(console.warn);
const panel = createSetting(panelItem);

const services: PanelServices = {
  ...createSettingsServices(library),
  ...watchPast(library),
  sendCommand,
  heldAnswers: followHeldAnswers(),
  rasteriseSvg: async (svg) => (await import('../../utils/codecs/svg')).rasteriseSvg(svg),
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
  openInTab: computed(() =>
    isTab.value === false ? () => void showPanelTab(workspaceId).catch(console.warn) : undefined,
  ),
};

// Before this panel answers for itself: another one may still offer to undo a deletion.
void isPanelOpen().then((another) => {
  if (!another)
    requestIdleCallback(() => void forgetDeleted(library).catch(console.warn), { timeout: 10_000 });
});
answerPresence(
  'panel',
  tab,
  (id) => void claimWorkspace(library, workspaceId, id).catch(console.warn),
);
requestIdleCallback(() => void forgetClosed().catch(console.warn), { timeout: 10_000 });
const saySeen = () => {
  if (document.visibilityState === 'visible')
    void sendCommand('panel-opened', {}).catch(console.warn);
};
saySeen();
document.addEventListener('visibilitychange', saySeen);

const root = document.querySelector('#app');
if (!root) throw new Error('index.html has no #app');
document.documentElement.lang = uiLanguage();
render(<Panel services={services} model={createPanelModel(services)} />, root);

/** The tab that this page is, if it is one, and the row that says what it shows. */
async function findPlace(): Promise<{ tab: OwnTab; workspaceId: string }> {
  const own = await browser.tabs.getCurrent();
  if (own?.id !== undefined) return { tab: own, workspaceId: workspaceOfTab(own.id) };
  const { id = -1 } = await browser.windows.getCurrent();
  return { tab: undefined, workspaceId: workspaceOfWindow(id) };
}

/** Removes the rows of windows and tabs that are closed. */
async function forgetClosed(): Promise<void> {
  const tabs = await browser.tabs.query({});
  const open = new Set(
    tabs.flatMap(({ id = -1, windowId }) => [workspaceOfTab(id), workspaceOfWindow(windowId)]),
  );
  await forgetWorkspaces(library, (id) => !open.has(id));
}
