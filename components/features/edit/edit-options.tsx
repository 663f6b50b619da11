import './edit-options.css';
import { t } from '../../../utils/base/i18n';
import { isExtended } from '../../../utils/library/images';
import { isSentSmaller } from '../../../utils/plan/crop';
import type { EditJobOptions } from '../../../utils/plan/options';
import type { Setting } from '../../../utils/settings/setting';
import { WorkOptions } from '../../parts/extra-options';
import { ModelOptions, optionsText } from '../../parts/model-options';
import { sentText } from '../../session/crop-choice';
import type { EditSession } from '../../session/edit-session';
import type { PanelServices } from '../../session/services';
import { Checkbox } from '../../ui/fields';
import { More } from '../../ui/sections';
import { Slider } from '../../ui/slider';
import { ExtendOptions } from './extend-options';
import { ReferenceList } from './reference-list';

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
  const { scope } = options.current.value;
  const featherPx = isExtended(image) ? 0 : options.current.value.featherPx;
  return (
    <More
      state={optionsText(options.current.value)}
      open={services.panel.current.value.moreOptionsOpen}
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
      <BlendChecks options={options} session={session} />
      <ExtendOptions session={session} />
      <ReferenceList
        references={references}
        library={services.library}
        openings={services.openings}
        imageId={image.id}
        isTab={services.isTab.value === true}
      />
      <WorkOptions options={options} />
    </More>
  );
}

interface BlendChecksProps extends Pick<EditOptionsProps, 'session'> {
  readonly options: Setting<EditJobOptions>;
}

/** How the answer is fitted to what is around it; what it is registered by cannot be chosen. */
function BlendChecks({ options, session }: BlendChecksProps) {
  const { matchColour = true, seamless = true } = options.current.value;
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
      <GrainCheck options={options} session={session} />
    </div>
  );
}

/** Only where detail is lost by sending the picture smaller; follows the crop box by itself. */
function GrainCheck({ options, session: { plan } }: BlendChecksProps) {
  const { matchGrain = true } = options.current.value;
  if (!plan.value?.masked || !isSentSmaller(plan.value)) return null;
  return (
    <Checkbox
      label={t('matchGrain')}
      checked={matchGrain}
      onChange={(next) => void options.change({ matchGrain: next })}
    />
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
