import './extend-options.css';
import { t } from '../../../utils/base/i18n';
import { isExtended } from '../../../utils/library/images';
import type { ImageRecord } from '../../../utils/library/records';
import type { EditSession } from '../../session/edit-session';
import { maxSidePx } from '../../session/extend-choice';
import { DeliberateSelect, NumberField } from '../../ui/fields';

const ratios = ['1:1', '4:3', '3:4', '16:9', '9:16'] as const;

const numberOf = (ratio: string): number => {
  const [width = 1, height = 1] = ratio.split(':').map(Number);
  return width / height;
};

/** What the choice shows for an image: not extended, the ratio that it has, or drawn by hand. */
function choiceOf(image: ImageRecord): string {
  if (!isExtended(image)) return 'none';
  const isLike = (ratio: string) => Math.abs(image.width - image.height * numberOf(ratio)) <= 1;
  return ratios.find(isLike) ?? 'drawn';
}

interface ExtendOptionsProps {
  readonly session: EditSession;
}

/** Makes the canvas larger, to a ratio or by its edges; the new part is what gets painted. */
export function ExtendOptions({ session }: ExtendOptionsProps) {
  const { image, extend, extension } = session;
  const isOpen = extension.isOpen.value;
  const current = choiceOf(image);
  const choose = (choice: string) => {
    extension.isOpen.value = choice === 'sides';
    if (choice === 'none') void extend({});
    else if (choice !== 'sides' && choice !== 'drawn') void extend({ ratio: numberOf(choice) });
  };
  return (
    <>
      <DeliberateSelect
        label={t('extend')}
        value={isOpen ? 'sides' : current}
        options={[
          { value: 'none', label: t('notExtended') },
          ...ratios.map((ratio) => ({ value: ratio, label: ratio })),
          ...(current === 'drawn' ? [{ value: 'drawn', label: t('extendedByHand') }] : []),
          { value: 'sides', label: t('extendBySides') },
        ]}
        pendingHint={t('enterTakes')}
        onChange={choose}
      />
      {isOpen && <SideFields session={session} />}
    </>
  );
}

/** The same as dragging the edges on the stage, in numbers. */
function SideFields({ session: { extend, extension } }: ExtendOptionsProps) {
  const sides = extension.sides.value;
  const fields = [
    ['left', t('sideLeft')],
    ['right', t('sideRight')],
    ['top', t('sideTop')],
    ['bottom', t('sideBottom')],
  ] as const;
  return (
    <div class="sides">
      {fields.map(([side, label]) => (
        <NumberField
          key={side}
          label={label}
          value={sides[side]}
          min={0}
          max={maxSidePx}
          onChange={(px) => extension.setSides({ ...sides, [side]: px })}
        />
      ))}
      <button type="button" class="button" onClick={() => void extend({ sides })}>
        {t('extend')}
      </button>
    </div>
  );
}
