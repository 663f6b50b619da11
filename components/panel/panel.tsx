import { useEffect } from 'preact/hooks';
import { t } from '../../utils/i18n';
import { GenerateTab } from '../generate-form/generate-tab';
import { HistoryTab } from '../history/history-tab';
import { OtherJobs } from '../results/other-jobs';
import { Settings } from '../settings/settings';
import { Alert } from '../ui/alert';
import { DeletedNotice } from './deleted-notice';
import { EditTab } from './edit-tab';
import { PanelHeader } from './panel-header';
import type { PanelModel } from './panel-model';
import type { PanelState } from './panel-state';
import type { PanelServices } from './services';
import { takesImages } from './take-images';
import './panel.css';

interface PanelProps {
  readonly services: PanelServices;
  readonly model: PanelModel;
}

/** The whole panel: header, the chosen tab or the settings, and what is said about all of it. */
export function Panel({ services, model }: PanelProps) {
  useEffect(
    () =>
      takesImages(document, model, () => {
        services.settingsOpen.value = false;
      }),
    [services, model],
  );
  const state = model.state.value;
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
        {state && <OtherJobs model={model} state={state} settingsOpen={settingsOpen} />}
        {model.error.value && <Alert error={model.error.value} />}
        {settingsOpen ? (
          <section aria-label={t('settings')}>
            <Settings services={services} model={services.editOptions.value.value.model} />
          </section>
        ) : (
          state && <PanelTab services={services} model={model} state={state} />
        )}
      </main>
      <DeletedNotice model={model} />
    </div>
  );
}

function PanelTab({ services, model, state }: PanelProps & { readonly state: PanelState }) {
  const tab = model.tab.value;
  if (tab === 'generate') return <GenerateTab services={services} model={model} state={state} />;
  if (tab === 'history') return <HistoryTab services={services} model={model} />;
  return <EditTab services={services} model={model} state={state} />;
}
