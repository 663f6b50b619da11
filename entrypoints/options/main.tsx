import '../../components/ui/base.css';
import '../../components/ui/controls.css';
import './style.css';
import { render } from 'preact';
import { Settings } from '../../components/features/settings/settings';
import { createSettingsServices } from '../../components/session/services';
import { t, uiLanguage } from '../../utils/base/i18n';
import { allowOnlyOurScripts } from '../../utils/base/trusted-types';
import { openLibrary } from '../../utils/library/database';
import { answerPresence } from '../../utils/presence';
import { createSetting } from '../../utils/settings/setting';
import { editOptionsItem } from '../../utils/settings/settings';

allowOnlyOurScripts();
answerPresence('page');

const services = createSettingsServices(openLibrary());
const options = createSetting(editOptionsItem);

function Options() {
  return (
    <main class="options">
      <h1>{t('settings')}</h1>
      <Settings services={services} model={options.current.value.model} />
    </main>
  );
}

const root = document.querySelector('#app');
if (!root) throw new Error('index.html has no #app');
document.documentElement.lang = uiLanguage();
render(<Options />, root);
