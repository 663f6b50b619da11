import { t } from '../../utils/i18n';
import { maskTints } from '../../utils/mask/mask-options';
import { Slider } from '../ui/slider';
import { colourNames } from './colour-names';
import type { MaskEditorModel } from './mask-editor-model';
import { tintColours } from './tint';

/** The colour of the mask and how much of the picture shines through. */
export function MaskDisplay({ model }: { readonly model: MaskEditorModel }) {
  const { tint, opacity } = model.options.value.value;
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
          onClick={() => model.options.change({ tint: each })}
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
          onInput={(next) => model.options.change({ opacity: next })}
        />
      </div>
    </div>
  );
}
