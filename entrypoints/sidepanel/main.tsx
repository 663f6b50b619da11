import { signal } from '@preact/signals';
import { render } from 'preact';
import { Panel } from '../../components/panel/panel';
import { createPanelModel } from '../../components/panel/panel-model';
import type { PanelServices } from '../../components/panel/services';
import { sendCommand } from '../../utils/commands';
import { uiLanguage } from '../../utils/i18n';
import { rasteriseSvg } from '../../utils/image/rasterise-svg';
import { openLibrary } from '../../utils/library/database';
import { createSetting, settingField } from '../../utils/settings/setting';
import {
  brushItem,
  connectionItem,
  editOptionsItem,
  generateOptionsItem,
  panelItem,
} from '../../utils/settings/settings';
import './style.css';

const panel = createSetting(panelItem);

const services: PanelServices = {
  library: openLibrary(),
  sendCommand,
  rasteriseSvg,
  connection: createSetting(connectionItem),
  editOptions: createSetting(editOptionsItem),
  generateOptions: createSetting(generateOptionsItem),
  brushSize: settingField(createSetting(brushItem), 'size'),
  moreTools: settingField(panel, 'moreToolsOpen'),
  panel,
  settingsOpen: signal(false),
};

const root = document.querySelector('#app');
if (!root) throw new Error('index.html has no #app');
document.documentElement.lang = uiLanguage();
render(<Panel services={services} model={createPanelModel(services)} />, root);
