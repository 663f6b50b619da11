import './panel.css';
import { X } from 'lucide';
import { useEffect } from 'preact/hooks';
import { t } from '../../utils/base/i18n';
import { Alert } from '../parts/alert';
import type { PanelModel } from '../session/panel-model';
import type { PanelServices } from '../session/services';
import { IconButton } from '../ui/icon-button';
import { PanelHeader } from './header';
import { HeldAnswers } from './held-answers';
import { OtherJobs } from './other-jobs';
import { loadEditTab, PanelTab, SettingsPage } from './tabs';
import { takesImages } from './take-images';

interface PanelProps {
  readonly services: PanelServices;
  readonly model: PanelModel;
}

/** The whole panel: header, the chosen tab or the settings, and what is said about all of it. */
export function Panel({ services, model }: PanelProps) {
  useEffect(loadEditTab, []);
  useEffect(() => takesImages(document, model, services), [services, model]);
  const settingsOpen = services.settingsOpen.value;
  return (
    <div class="panel">
      <PanelHeader
        tab={model.tab.value}
        settingsOpen={services.settingsOpen}
        openInTab={services.openInTab.value}
        onTab={model.selectTab}
      />
      <main class="panel-body">
        <HeldAnswers services={services} model={model} />
        <OtherJobs model={model} settingsOpen={settingsOpen} />
        {model.error.value && <Alert error={model.error.value} />}
        {settingsOpen ? (
          <section aria-label={t('settings')}>
            <SettingsPage services={services} model={services.editOptions.current.value.model} />
          </section>
        ) : (
          model.isReady.value && <PanelTab services={services} model={model} />
        )}
      </main>
      <DeletedNotice model={model} />
    </div>
  );
}

/** Says that an image was deleted, with the way back for a while; then all of it is gone. */
function DeletedNotice({ model }: { readonly model: PanelModel }) {
  if (!model.deleted.value) return null;
  return (
    <div class="toast" role="status">
      <span>{t('deleted')}</span>
      <button type="button" class="button quiet" onClick={model.undoDelete}>
        {t('undoDelete')}
      </button>
      <IconButton icon={X} label={t('deleteForGood')} onClick={model.forgetDeleted} />
    </div>
  );
}
