import { useSignal } from '@preact/signals';
import type { Sides } from '../../utils/edits/extend';
import { t } from '../../utils/i18n';
import { isExtended } from '../../utils/jobs/extend-image';
import type { ImageRecord } from '../../utils/library/records';
import { NumberField } from '../ui/number-field';
import { Select } from '../ui/select';
import type { EditSession } from './edit-session';
import './extend-options.css';

const ratios = ['1:1', '4:3', '3:4', '16:9', '9:16'] as const;

const numberOf = (ratio: string): number => {
  const [width = 1, height = 1] = ratio.split(':').map(Number);
  return width / height;
};

/** The widest strip that is added at once, image px. */
const maxSidePx = 4096;

const noSides: Sides = { left: 0, top: 0, right: 0, bottom: 0 };

/** What the choice shows for an image: not extended, the ratio that it has, or free sides. */
function choiceOf(image: ImageRecord): string {
  if (!isExtended(image)) return 'none';
  const isLike = (ratio: string) => Math.abs(image.width - image.height * numberOf(ratio)) <= 1;
  return ratios.find(isLike) ?? 'sides';
}

/** Makes the canvas larger, to a ratio or by px on each side; the new part is what gets painted. */
export function ExtendOptions({ session }: { readonly session: EditSession }) {
  const { image, extend } = session;
  const isFree = useSignal(false);
  const sides = useSignal(noSides);
  const choose = (choice: string) => {
    isFree.value = choice === 'sides';
    if (choice === 'none') void extend({});
    else if (choice !== 'sides') void extend({ ratio: numberOf(choice) });
  };
  const fields = [
    ['left', t('sideLeft')],
    ['right', t('sideRight')],
    ['top', t('sideTop')],
    ['bottom', t('sideBottom')],
  ] as const;
  return (
    <>
      <Select
        label={t('extend')}
        value={isFree.value ? 'sides' : choiceOf(image)}
        options={[
          { value: 'none', label: t('notExtended') },
          ...ratios.map((ratio) => ({ value: ratio, label: ratio })),
          { value: 'sides', label: t('extendBySides') },
        ]}
        onChange={choose}
      />
      {isFree.value && (
        <div class="sides">
          {fields.map(([side, label]) => (
            <NumberField
              key={side}
              label={label}
              value={sides.value[side]}
              min={0}
              max={maxSidePx}
              onChange={(px) => {
                sides.value = { ...sides.value, [side]: px };
              }}
            />
          ))}
          <button type="button" class="button" onClick={() => void extend({ sides: sides.value })}>
            {t('extend')}
          </button>
        </div>
      )}
    </>
  );
}
