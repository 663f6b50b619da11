import './panel.css';
import { useSignal } from '@preact/signals';
import { X } from 'lucide';
import { useEffect } from 'preact/hooks';
import { countText, t } from '../../utils/base/i18n';
import type { PanelModel, PanelTab as PanelTabName } from '../session/panel-model';
import type { PanelServices } from '../session/services';
import { deferred } from '../ui/deferred';
import { IconButton } from '../ui/icon-button';
import { Announcer } from './announcer';
import { PanelHeader } from './header';
import { loadEditTab, SettingsPage, TabContent } from './tabs';
import { takeImagesSoon } from './take-images-soon';

interface PanelProps {
  readonly services: PanelServices;
  readonly model: PanelModel;
}

const Nothing = () => null;

/** What is said at the foot is there in a moment; the first paint does not wait for it. */
const otherJobs = deferred(
  () => import('./other-jobs').then(({ OtherJobs }) => OtherJobs),
  Nothing,
);
const heldAnswers = deferred(
  () => import('./held-answers').then(({ HeldAnswersNotice }) => HeldAnswersNotice),
  Nothing,
);
const failure = deferred(() => import('./failure').then(({ Failure }) => Failure), Nothing);

/** The whole panel: header, the chosen tab or the settings, and what is said about all of it. */
export function Panel({ services, model }: PanelProps) {
  useEffect(loadEditTab, []);
  useEffect(() => takeImagesSoon(model, services), [services, model]);
  const settingsOpen = services.settingsOpen.value;
  return (
    <div class="panel">
      <PanelHeader
        tab={model.tab.value}
        settingsOpen={services.settingsOpen}
        openInTab={services.openInTab.value}
        news={newsTabs(model)}
        onTab={model.selectTab}
      />
      <main class="panel-body">
        {settingsOpen ? (
          <section aria-label={t('settings')}>
            <SettingsPage services={services} model={services.editOptions.current.value.model} />
          </section>
        ) : (
          model.isReady.value && <TabContent services={services} model={model} />
        )}
      </main>
      {/* Below, over what lies there: nothing that is said moves what the hand is at. */}
      <div class="panel-foot">
        <heldAnswers.Part services={services} model={model} />
        <otherJobs.Part services={services} model={model} settingsOpen={settingsOpen} />
        <failure.Part services={services} model={model} />
        <DeletedNotice model={model} />
      </div>
      <Announcer model={model} />
    </div>
  );
}

/** The tabs that have something new. */
const newsTabs = (model: PanelModel): ReadonlySet<PanelTabName> =>
  new Set(model.state.value?.news.map(({ job }) => (job.kind === 'edit' ? 'edit' : 'generate')));

/** Says that images were deleted, with the way back for a while, for one after the other. */
function DeletedNotice({ model }: Pick<PanelProps, 'model'>) {
  const count = model.deleted.value.length;
  const hiddenAt = useSignal(0);
  if (count !== hiddenAt.value) hiddenAt.value = 0;
  if (count === hiddenAt.value) return null;
  return (
    <div class="toast" role="status">
      <span>{count === 1 ? t('deleted') : countText('deletedCount', count)}</span>
      <button type="button" class="button quiet" onClick={model.undoDelete}>
        {t('undoDelete')}
      </button>
      <IconButton
        icon={X}
        label={t('close')}
        onClick={() => {
          hiddenAt.value = count;
        }}
      />
    </div>
  );
}
