import { t } from '../../utils/base/i18n';
import { EditSkeleton } from '../parts/edit-skeleton';
import type { PanelModel } from '../session/panel-model';
import type { PanelState } from '../session/panel-state';
import type { PanelServices } from '../session/services';
import { deferred } from '../ui/deferred';

interface TabProps {
  readonly services: PanelServices;
  readonly model: PanelModel;
}

interface EditTabProps extends TabProps {
  readonly state: PanelState;
}

/** Where an image is or comes, its place; else nothing, since what an empty tab says stands in its middle. */
const EditPlace = ({ state: { capture, image } }: EditTabProps) =>
  image || (capture && capture.state !== 'failed') ? (
    <EditSkeleton said={capture && t('captureRunning')} />
  ) : null;

const Nothing = () => null;

const edit = deferred(
  () => import('../features/edit/edit-tab').then(({ EditTab }) => EditTab),
  EditPlace,
);
const generate = deferred(
  () => import('../features/generate/generate-tab').then(({ GenerateTab }) => GenerateTab),
  Nothing,
);
const history = deferred(
  () => import('../features/history/history-tab').then(({ HistoryTab }) => HistoryTab),
  Nothing,
);
const settings = deferred(
  () => import('../features/settings/settings').then(({ Settings }) => Settings),
  Nothing,
);

export const SettingsPage = settings.Part;

/** Begins to load what most people open the panel for, beside the library's first answer. */
export const loadEditTab = edit.load;

/** The tab that is chosen. The code of each is loaded with its first use. */
export function TabContent(props: TabProps) {
  const tab = props.model.tab.value;
  if (tab === 'generate') return <generate.Part {...props} />;
  if (tab === 'history') return <history.Part {...props} />;
  return <CurrentEditTab {...props} />;
}

/** On its own: only this tab follows every partial picture of an edit. */
function CurrentEditTab(props: TabProps) {
  const state = props.model.state.value;
  return state ? <edit.Part {...props} state={state} /> : null;
}
