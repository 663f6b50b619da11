import '../../components/ui/base.css';
import '../../components/ui/controls.css';
import { type ReadonlySignal, signal } from '@preact/signals';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { Panel } from '../../components/app/panel';
import { createPanelModel } from '../../components/session/panel-model';
import { watchPastPrices } from '../../components/session/prices';
import { createSettingsServices, type PanelServices } from '../../components/session/services';
import { uiLanguage } from '../../utils/base/i18n';
import { answerPresence, isPanelOpen, sendCommand } from '../../utils/commands';
import { openLibrary } from '../../utils/library/database';
import { forgetDeleted } from '../../utils/library/forget-images';
import { followHeldAnswers } from '../../utils/library/held-answers';
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
const panel = createSetting(panelItem);

const services: PanelServices = {
  ...createSettingsServices(library),
  pastPrices: watchPastPrices(library),
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
  openInTab: createOpenInTab(),
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

/** Opens this page as a tab; undefined where it is one already, and until that is known. */
function createOpenInTab(): ReadonlySignal<(() => void) | undefined> {
  const action = signal<() => void>();
  void browser.tabs.getCurrent().then((tab) => {
    if (tab) return; // only pages that are tabs get one
    action.value = () =>
      void browser.tabs.create({ url: browser.runtime.getURL('/sidepanel.html') });
  });
  return action;
}
