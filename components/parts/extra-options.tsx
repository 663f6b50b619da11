import { t } from '../../utils/base/i18n';
import type { GenerateJobOptions, JobOptions } from '../../utils/plan/options';
import { findModel } from '../../utils/server/models';
import type { Setting } from '../../utils/settings/setting';
import { Checkbox, Select } from '../ui/fields';
import { Slider } from '../ui/slider';

interface OptionsProps {
  readonly options: Setting<JobOptions>;
}

/** How much is worked out, and whether it is shown while it is made; only where the model can. */
export function WorkOptions({ options }: OptionsProps) {
  const { model, complexity = '', previews = true } = options.current.value;
  const { supports } = findModel(model);
  return (
    <>
      {supports.complexity && (
        <Select
          label={t('complexity')}
          value={complexity}
          options={[
            { value: '', label: t('qualityAuto') },
            { value: 'low', label: t('qualityLow') },
            { value: 'medium', label: t('qualityMedium') },
            { value: 'high', label: t('qualityHigh') },
          ]}
          onChange={(next) =>
            void options.change({ complexity: (next || undefined) as JobOptions['complexity'] })
          }
        />
      )}
      {supports.partialImages && (
        <Checkbox
          label={t('previews')}
          checked={previews}
          onChange={(next) => void options.change({ previews: next })}
        />
      )}
    </>
  );
}

/** What file is made: its type, how small, with or without a background. */
export function FileOptions({ options }: OptionsProps) {
  const { model, format = 'png', compression = 90, background = 'auto' } = options.current.value;
  const { transparency } = findModel(model).supports;
  return (
    <div class="fields-pair">
      <Select
        label={t('serverFormat')}
        value={format}
        options={[
          { value: 'png', label: 'PNG' },
          { value: 'webp', label: 'WebP' },
          { value: 'jpeg', label: 'JPEG' },
        ]}
        onChange={(next) => void options.change({ format: next as JobOptions['format'] })}
      />
      <Select
        label={t('background')}
        value={background}
        options={[
          { value: 'auto', label: t('qualityAuto') },
          { value: 'opaque', label: t('backgroundOpaque') },
          ...(transparency && format !== 'jpeg'
            ? [{ value: 'transparent', label: t('backgroundTransparent') }]
            : []),
        ]}
        onChange={(next) => void options.change({ background: next as JobOptions['background'] })}
      />
      {format !== 'png' && (
        <Slider
          label={t('compression')}
          value={compression}
          min={0}
          max={100}
          valueText={t('percent', compression)}
          onInput={(next) => void options.change({ compression: next })}
        />
      )}
    </div>
  );
}

interface ModerationProps {
  readonly options: Setting<GenerateJobOptions>;
}

/** How strictly the server looks at what is asked for; generations only. */
export function ModerationOption({ options }: ModerationProps) {
  const { moderation = 'auto' } = options.current.value;
  return (
    <Select
      label={t('moderation')}
      value={moderation}
      options={[
        { value: 'auto', label: t('moderationAuto') },
        { value: 'low', label: t('moderationLow') },
      ]}
      onChange={(next) =>
        void options.change({ moderation: next as GenerateJobOptions['moderation'] })
      }
    />
  );
}
