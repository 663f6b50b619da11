import type { SizeRules } from '../../utils/edits/size-rules';
import type { Size } from '../../utils/geometry';
import { type MessageKey, t } from '../../utils/i18n';
import { findModel } from '../../utils/images-api/models';
import { ModelOptions } from '../model-options/model-options';
import type { PanelServices } from '../panel/services';
import { More } from '../ui/more';
import { Select } from '../ui/select';

/** Sizes offered for models that take any: the usual ratios at about a megapixel, and two large ones. */
const commonSizes: readonly Size[] = [
  { width: 1024, height: 1024 },
  { width: 1536, height: 1024 },
  { width: 1024, height: 1536 },
  { width: 1280, height: 960 },
  { width: 1792, height: 1008 },
  { width: 1008, height: 1792 },
  { width: 2048, height: 2048 },
  { width: 3840, height: 2160 },
];

const sizesOf = (rules: SizeRules): readonly Size[] =>
  rules.kind === 'fixed' ? rules.sizes : commonSizes;

const shapeKey = ({ width, height }: Size): MessageKey =>
  width === height ? 'sizeSquare' : width > height ? 'sizeWide' : 'sizeTall';

const idOf = ({ width, height }: Size): string => `${width}x${height}`;

export function GenerateOptions({ services }: { readonly services: PanelServices }) {
  const options = services.generateOptions;
  const { model, size } = options.value.value;
  const sizes = sizesOf(findModel(model).sizes);
  return (
    <>
      <Select
        label={t('sizeLabel')}
        value={idOf(size)}
        options={sizes.map((entry) => ({
          value: idOf(entry),
          label: t(shapeKey(entry), entry.width, entry.height),
        }))}
        onChange={(value) => {
          const chosen = sizes.find((entry) => idOf(entry) === value);
          if (chosen) void options.change({ size: chosen });
        }}
      />
      <More
        open={services.panel.value.value.moreOptionsOpen}
        onToggle={(moreOptionsOpen) => void services.panel.change({ moreOptionsOpen })}
      >
        <ModelOptions options={options} />
      </More>
    </>
  );
}
