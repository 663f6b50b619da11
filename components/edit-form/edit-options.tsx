import { t } from '../../utils/i18n';
import { isExtended } from '../../utils/jobs/extend-image';
import type { EditJobOptions } from '../../utils/library/job-records';
import type { Setting } from '../../utils/settings/setting';
import { WorkOptions } from '../model-options/extra-options';
import { ModelOptions } from '../model-options/model-options';
import type { PanelServices } from '../panel/services';
import { Checkbox } from '../ui/checkbox';
import { More } from '../ui/more';
import { Slider } from '../ui/slider';
import { sentText } from './crop-choice';
import type { EditSession } from './edit-session';
import { ExtendOptions } from './extend-options';
import { ReferenceList } from './reference-list';
import './edit-options.css';

/** The widest fade that is offered, image px. */
const maxFeatherPx = 64;

interface EditOptionsProps {
  readonly services: PanelServices;
  readonly session: EditSession;
}

/** What of the picture is sent, and by which model, with which quality. */
export function EditOptions({ services, session }: EditOptionsProps) {
  const { image, references } = session;
  const options = services.editOptions;
  const { scope } = options.value.value;
  const featherPx = isExtended(image) ? 0 : options.value.value.featherPx;
  return (
    <More
      open={services.panel.value.value.moreOptionsOpen}
      onToggle={(moreOptionsOpen) => {
        if (!moreOptionsOpen) session.extension.isOpen.value = false; // its handles would stay
        void services.panel.change({ moreOptionsOpen });
      }}
    >
      <ModelOptions services={services} options={options} />
      <ScopeChoice scope={scope} onChange={(next) => void options.change({ scope: next })} />
      <SentHint session={session} />
      <Slider
        label={t('feather')}
        value={featherPx}
        min={0}
        max={maxFeatherPx}
        valueText={t('px', featherPx)}
        disabled={isExtended(image)}
        onInput={(next) => void options.change({ featherPx: next })}
      />
      <BlendChecks options={options} />
      <ExtendOptions session={session} />
      <ReferenceList references={references} library={services.library} imageId={image.id} />
      <WorkOptions options={options} />
    </More>
  );
}

/** How the answer is fitted to what is around it; what it is registered by cannot be chosen. */
function BlendChecks({ options }: { readonly options: Setting<EditJobOptions> }) {
  const { matchColour = true, seamless = true } = options.value.value;
  return (
    <div class="checks">
      <Checkbox
        label={t('matchColour')}
        checked={matchColour}
        onChange={(next) => void options.change({ matchColour: next })}
      />
      <Checkbox
        label={t('seamless')}
        checked={seamless}
        onChange={(next) => void options.change({ seamless: next })}
      />
    </div>
  );
}

/** What is sent; follows the crop box without the other options being made anew. */
function SentHint({ session: { plan, image } }: Pick<EditOptionsProps, 'session'>) {
  return plan.value ? <p class="hint">{sentText(plan.value, image)}</p> : null;
}

interface ScopeChoiceProps {
  readonly scope: EditJobOptions['scope'];
  onChange(scope: EditJobOptions['scope']): void;
}

function ScopeChoice({ scope, onChange }: ScopeChoiceProps) {
  const choices = [
    ['around-mask', t('aroundTheMask')],
    ['whole-image', t('wholeImage')],
  ] as const;
  return (
    <fieldset class="choice">
      <legend>{t('sentPart')}</legend>
      {choices.map(([value, label]) => (
        <label key={value}>
          <input
            type="radio"
            name="scope"
            checked={scope === value}
            onChange={() => onChange(value)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
