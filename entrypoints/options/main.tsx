import { render } from 'preact';
import { Settings } from '../../components/settings/settings';
import { t, uiLanguage } from '../../utils/i18n';
import { createSetting } from '../../utils/settings/setting';
import { connectionItem, editOptionsItem } from '../../utils/settings/settings';
import '../sidepanel/style.css';

const connection = createSetting(connectionItem);
const options = createSetting(editOptionsItem);

function Options() {
  return (
    <main class="options">
      <h1>{t('settings')}</h1>
      <Settings connection={connection} model={options.value.value.model} />
    </main>
  );
}

const root = document.querySelector('#app');
if (!root) throw new Error('index.html has no #app');
document.documentElement.lang = uiLanguage();
render(<Options />, root);
