import { type MessageKey, t } from '../../utils/i18n';
import { findModel, type Model, models, type Quality } from '../../utils/images-api/models';
import type { JobOptions } from '../../utils/library/records';
import type { Setting } from '../../utils/settings/setting';
import { NumberField } from '../ui/number-field';
import { Select } from '../ui/select';

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

const offered = models.filter(({ state }) => state.kind !== 'gone');

const labelOf = ({ id, state }: Model): string =>
  state.kind === 'closing' ? t('modelCloses', id, state.date) : id;

interface ModelOptionsProps {
  readonly options: Setting<JobOptions>;
}

/** Model, quality and number of pictures: the choices that edits and generations share. */
export function ModelOptions({ options }: ModelOptionsProps) {
  const { model, quality, variants } = options.value.value;
  const { qualities } = findModel(model);
  const selectModel = (next: string) => {
    const takesQuality = findModel(next).qualities.some((word) => word === quality);
    void options.change({ model: next, ...(takesQuality ? {} : { quality: 'auto' }) });
  };
  return (
    <div class="fields">
      <Select
        label={t('model')}
        value={model}
        options={offered.map((entry) => ({ value: entry.id, label: labelOf(entry) }))}
        onChange={selectModel}
      />
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
