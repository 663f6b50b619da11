import './model-options.css';
import { useSignal } from '@preact/signals';
import { countText, type MessageKey, t } from '../../utils/base/i18n';
import type { JobOptions } from '../../utils/plan/options';
import { type OfferedModel, offeredModels, stateOn } from '../../utils/server/knowledge';
import { findModel, type Quality } from '../../utils/server/models';
import type { Setting } from '../../utils/settings/setting';
import type { MoneySettings } from '../../utils/settings/settings';
import type { PanelServices } from '../session/services';
import { switchModel } from '../session/switch-model';
import { NumberField, Select, TextField } from '../ui/fields';
import { UsdField } from './money';

const qualityKeys: Readonly<Record<Quality, MessageKey>> = {
  auto: 'qualityAuto',
  low: 'qualityLow',
  medium: 'qualityMedium',
  high: 'qualityHigh',
  xhigh: 'qualityXhigh',
  max: 'qualityMax',
};

/** The API takes 1 to 10 pictures a request (its reference, parameter `n`); four fill the row. */
const maxVariants = 4;

/** What is chosen, in a few words: "gpt-image-2 · Auto · 1 picture". */
export const optionsText = ({ model, quality, variants }: JobOptions): string =>
  [
    model,
    t(qualityKeys[quality as Quality] ?? 'qualityAuto'),
    countText('pictureCount', variants),
  ].join(' · ');

interface ModelOptionsProps {
  readonly services: Pick<PanelServices, 'connection' | 'serverModels' | 'money'>;
  readonly options: Setting<JobOptions>;
}

/** Model, quality and number of pictures: the choices that edits and generations share. */
export function ModelOptions({ services, options }: ModelOptionsProps) {
  const { model, quality, variants } = options.current.value;
  const { qualities, prices } = findModel(model);
  return (
    <div class="fields">
      <div class="field-group">
        <ModelChoice
          services={services}
          model={model}
          onChange={(next) => switchModel(options, next)}
        />
        {!prices && <OwnPrice money={services.money} model={model} />}
      </div>
      <Select
        label={t('quality')}
        value={quality}
        options={qualities.map((word) => ({ value: word, label: t(qualityKeys[word]) }))}
        onChange={(next) => void options.change({ quality: next })}
      />
      <NumberField
        label={t('variants')}
        value={variants}
        min={1}
        max={maxVariants}
        onChange={(next) => void options.change({ variants: next })}
      />
    </div>
  );
}

/** The entry behind which any id can be typed. */
const other = 'other';

function labelOf({ id, state, isListed }: OfferedModel): string {
  if (isListed === false) return `${id} ${t('modelNotListed')}`;
  return state.kind === 'closing' ? t('modelCloses', id, state.date) : id;
}

interface ModelChoiceProps {
  readonly services: Pick<PanelServices, 'connection' | 'serverModels'>;
  readonly model: string;
  onChange(model: string): void;
}

/** The models of the table and of the server, and any other by its id. */
function ModelChoice({ services, model, onChange }: ModelChoiceProps) {
  const { connection, serverModels } = services;
  const typing = useSignal(false);
  const list = serverModels.current.value.byServer[connection.current.value.baseUrl];
  const offered = offeredModels(list?.models);
  const isFree = typing.value || !offered.some(({ id }) => id === model);
  return (
    <>
      <Select
        label={t('model')}
        value={isFree ? other : model}
        options={[
          ...offered.map((entry) => ({ value: entry.id, label: labelOf(entry) })),
          { value: other, label: t('otherModel') },
        ]}
        onChange={(next) => {
          typing.value = next === other;
          if (next !== other) onChange(next);
        }}
      />
      {isFree && (
        <TextField
          label={t('modelId')}
          value={model}
          hint={stateOn(model, list?.models).kind === 'unknown' ? t('modelIdHint') : undefined}
          onInput={(text) => {
            typing.value = true;
            onChange(text.trim());
          }}
        />
      )}
    </>
  );
}

interface OwnPriceProps {
  readonly money: Setting<MoneySettings>;
  readonly model: string;
}

/** For a model whose price nobody publishes: what a picture costs, by the user's own word. */
function OwnPrice({ money, model }: OwnPriceProps) {
  const { perPictureUsd = {} } = money.current.value;
  return (
    <UsdField
      key={model}
      label={t('ownPrice')}
      usd={perPictureUsd[model]}
      placeholder={t('ownPriceNone')}
      hint={t('ownPriceHint')}
      onChange={(usd) =>
        void money.change((stored) => {
          const { [model]: _, ...others } = stored.perPictureUsd ?? {};
          return { perPictureUsd: usd === undefined ? others : { ...others, [model]: usd } };
        })
      }
    />
  );
}
