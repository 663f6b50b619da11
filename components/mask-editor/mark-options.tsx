import { t } from '../../utils/i18n';
import { type MarkColour, markColours } from '../../utils/markup/marks';
import { colourNames } from './colour-names';
import type { MaskEditorModel } from './mask-editor-model';

const colours = Object.keys(markColours).filter((each): each is MarkColour => each in markColours);

/** The colour that marks are drawn in. The arrow keys are the toolbar's. */
export function MarkOptions({ model }: { readonly model: MaskEditorModel }) {
  const { markColour } = model.options.value.value;
  const names = colourNames();
  return (
    <div class="mask-tools-row" role="radiogroup" aria-label={t('markColour')}>
      {colours.map((colour) => (
        // biome-ignore lint/a11y/useSemanticElements: a toolbar's arrow keys must not choose
        <button
          key={colour}
          type="button"
          role="radio"
          class="mask-swatch"
          aria-label={names[colour]}
          aria-checked={colour === markColour}
          title={names[colour]}
          style={{ '--swatch': markColours[colour] }}
          onClick={() => model.options.change({ markColour: colour })}
        />
      ))}
    </div>
  );
}
