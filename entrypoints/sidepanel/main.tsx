import '../../components/ui/base.css';
import '../../components/ui/controls.css';
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { Panel } from '../../components/app/panel';
import { createPanelModel } from '../../components/session/panel-model';
import { watchPast } from '../../components/session/prices';
import { createSettingsServices, type PanelServices } from '../../components/session/services';
import { uiLanguage } from '../../utils/base/i18n';
import { sendCommand } from '../../utils/commands';
import { openLibrary } from '../../utils/library/database';
import { forgetDeleted } from '../../utils/library/forget-images';
import { followHeldAnswers } from '../../utils/library/held-answers';
import { answerPresence, isPanelOpen, showPanelTab } from '../../utils/presence';
import { createSetting, settingField } from '../../utils/settings/setting';
import {
  brushItem,
  editOptionsItem,
  exportItem,
  generateOptionsItem,
  maskOptionsItem,
  panelItem,
} from '../../utils/settings/settings';

const library = openLibrary();
const isTab = watchIsTab();
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
  openInTab: computed(() =>
    isTab.value === false ? () => void showPanelTab().catch(console.warn) : undefined,
  ),
};

// Before this panel answers for itself: another one may still offer to undo a deletion.
void isPanelOpen().then((another) => {
  if (!another)
    requestIdleCallback(() => void forgetDeleted(library).catch(console.warn), { timeout: 10_000 });
});
answerPresence('panel');
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

/** Only pages that are tabs get one. */
function watchIsTab(): ReadonlySignal<boolean | undefined> {
  const isTab = signal<boolean>();
  void browser.tabs.getCurrent().then((tab) => {
    isTab.value = tab !== undefined;
  });
  return isTab;
}
