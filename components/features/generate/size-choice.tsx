import { useSignal } from '@preact/signals';
import type { Size } from '../../../utils/base/geometry';
import { type MessageKey, t } from '../../../utils/base/i18n';
import { isLegalSize, type SizeRules } from '../../../utils/plan/size-rules';
import { NumberField, Select } from '../../ui/fields';

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

/** The entry behind which any width and height can be typed. */
const own = 'own';

interface SizeChoiceProps {
  readonly size: Size;
  readonly rules: SizeRules;
  onChange(size: Size): void;
}

/** The picture's size: the usual ones, and any other that the model takes. */
export function SizeChoice({ size, rules, onChange }: SizeChoiceProps) {
  const typing = useSignal(false);
  const sizes = sizesOf(rules);
  const chosen = sizes.find((entry) => idOf(entry) === idOf(size));
  const takesAny = rules.kind === 'any';
  const isOwn = takesAny && (typing.value || !chosen);
  return (
    <>
      <Select
        label={t('sizeLabel')}
        value={isOwn ? own : idOf(size)}
        options={[
          ...sizes.map((entry) => ({
            value: idOf(entry),
            label: t(shapeKey(entry), entry.width, entry.height),
          })),
          ...(takesAny ? [{ value: own, label: t('sizeOwn') }] : []),
        ]}
        onChange={(value) => {
          typing.value = value === own;
          const next = sizes.find((entry) => idOf(entry) === value);
          if (next) onChange(next);
        }}
      />
      {isOwn && <OwnSize size={size} rules={rules} onChange={onChange} />}
      {!isLegalSize(size, rules) && <p class="warning">{t('sizeRules')}</p>}
    </>
  );
}

function OwnSize({ size, rules, onChange }: SizeChoiceProps) {
  if (rules.kind === 'fixed') return null;
  const { multiple, maxEdge } = rules;
  const limits = { min: multiple, max: maxEdge, step: multiple };
  return (
    <div class="fields-pair">
      <NumberField
        label={t('width')}
        value={size.width}
        {...limits}
        onChange={(width) => onChange({ ...size, width })}
      />
      <NumberField
        label={t('height')}
        value={size.height}
        {...limits}
        onChange={(height) => onChange({ ...size, height })}
      />
    </div>
  );
}
