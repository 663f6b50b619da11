import '../../components/ui/base.css';
import '../../components/ui/controls.css';
import { signal } from '@preact/signals';
import { render } from 'preact';
import { Panel } from '../../components/panel/panel';
import { createPanelModel } from '../../components/panel/panel-model';
import { watchPastPrices } from '../../components/panel/past-prices';
import type { PanelServices } from '../../components/panel/services';
import { createSettingsServices } from '../../components/settings/settings-services';
import { answerPresence, isPanelOpen, sendCommand } from '../../utils/commands';
import { uiLanguage } from '../../utils/i18n';
import { rasteriseSvg } from '../../utils/image/rasterise-svg';
import { forgetDeleted } from '../../utils/jobs/forget-images';
import { openLibrary } from '../../utils/library/database';
import { exportItem } from '../../utils/settings/export-options';
import { createSetting, settingField } from '../../utils/settings/setting';
import {
  brushItem,
  editOptionsItem,
  generateOptionsItem,
  maskOptionsItem,
  panelItem,
} from '../../utils/settings/settings';
import { createOpenInTab } from './open-in-tab';

const library = openLibrary();
const panel = createSetting(panelItem);

const services: PanelServices = {
  ...createSettingsServices(library),
  pastPrices: watchPastPrices(library),
  sendCommand,
  rasteriseSvg,
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
  if (!another) requestIdleCallback(() => void forgetDeleted(library).catch(console.warn));
});
answerPresence();
void sendCommand('panel-opened', {}).catch(console.warn);

const root = document.querySelector('#app');
if (!root) throw new Error('index.html has no #app');
document.documentElement.lang = uiLanguage();
render(<Panel services={services} model={createPanelModel(services)} />, root);
