import { type MessageKey, t } from '../../utils/i18n';
import { findModel, type Quality } from '../../utils/images-api/models';
import type { JobOptions } from '../../utils/library/job-records';
import type { Setting } from '../../utils/settings/setting';
import type { PanelServices } from '../panel/services';
import { NumberField } from '../ui/number-field';
import { Select } from '../ui/select';
import { ModelChoice } from './model-choice';
import { OwnPrice } from './own-price';
import { switchModel } from './switch-model';
import './model-options.css';

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

interface ModelOptionsProps {
  readonly services: Pick<PanelServices, 'connection' | 'serverModels' | 'money'>;
  readonly options: Setting<JobOptions>;
}

/** Model, quality and number of pictures: the choices that edits and generations share. */
export function ModelOptions({ services, options }: ModelOptionsProps) {
  const { model, quality, variants } = options.value.value;
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
