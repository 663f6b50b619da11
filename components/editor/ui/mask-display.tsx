import { t } from '../../../utils/base/i18n';
import { maskTints } from '../../../utils/drawing/options';
import { Slider } from '../../ui/slider';
import type { MaskEditorModel } from '../core/model';
import { tintColours } from '../render/tint';

/** The colour of the mask and how much of the picture shines through. */
export function MaskDisplay({ model }: { readonly model: MaskEditorModel }) {
  const { tint, opacity } = model.tools.options.current.value;
  const labels = colourNames();
  return (
    <div class="mask-tools-row">
      {maskTints.map((each) => (
        <button
          key={each}
          type="button"
          class="mask-swatch"
          aria-label={labels[each]}
          aria-pressed={each === tint}
          title={labels[each]}
          style={{ '--swatch': tintColours[each] }}
          onClick={() => model.tools.options.change({ tint: each })}
        />
      ))}
      <div class="mask-size">
        <Slider
          label={t('maskOpacity')}
          hideLabel
          value={opacity}
          min={0}
          max={100}
          step={4}
          valueText={t('maskZoomPercent', opacity)}
          onInput={(next) => model.tools.options.change({ opacity: next })}
        />
      </div>
    </div>
  );
}

/** The colours that a mask is shown and marks are drawn in. */
export const colourNames = () =>
  ({
    red: t('colour_red'),
    yellow: t('colour_yellow'),
    green: t('colour_green'),
    blue: t('colour_blue'),
    black: t('colour_black'),
    white: t('colour_white'),
  }) as const;
