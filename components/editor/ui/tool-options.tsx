import { t } from '../../../utils/base/i18n';
import { type MarkColour, markColours } from '../../../utils/drawing/steps';
import { Slider } from '../../ui/slider';
import type { CropControl } from '../core/box-control';
import type { MaskEditorModel } from '../core/model';
import { isMarkTool, toolName } from '../core/tools';
import type { CommandTarget } from '../input/commands';
import { CommandButton, CommandButtons } from './command-buttons';
import { colourNames } from './mask-display';

/** What can be set of the chosen tool. */
export function ToolOptions({ target }: { readonly target: CommandTarget }) {
  const { model, crop } = target;
  const tool = model.tools.chosen.value;
  if (tool === 'crop') return crop ? <CropOptions crop={crop} target={target} /> : null;
  if (tool === 'pan') return null;
  if (tool === 'no-copy') return <NoCopyHint />;
  if (isMarkTool(tool)) return <MarkOptions model={model} />;
  return (
    <div class="mask-tools-row">
      <span class="mask-group-name" aria-hidden="true">
        {toolName(tool)}
      </span>
      {tool === 'brush' || tool === 'eraser' ? (
        <BrushOptions target={target} />
      ) : (
        // For hands without keys: what Shift and Alt do on a keyboard.
        <CommandButtons of={['add', 'subtract']} target={target} />
      )}
      {tool === 'wand' && <WandOptions target={target} />}
    </div>
  );
}

interface CropOptionsProps {
  readonly crop: CropControl;
  readonly target: CommandTarget;
}

/** What is sent, and the way back to the box that is chosen by itself. */
function CropOptions({ crop, target }: CropOptionsProps) {
  return (
    <div class="mask-tools-row mask-crop-row">
      <span class="mask-crop-text">{crop.text}</span>
      <CommandButton id="reset-crop" target={target} />
    </div>
  );
}

/** What the stripes are for, and how they go. */
function NoCopyHint() {
  return (
    <div class="mask-tools-row mask-crop-row">
      <span class="mask-crop-text">{t('noCopyHint')}</span>
    </div>
  );
}

function BrushOptions({ target }: { readonly target: CommandTarget }) {
  const { options } = target.model.tools;
  const { hardness } = options.current.value;
  return (
    <>
      <CommandButtons of={['pressure', 'fill-closed']} target={target} />
      <div class="mask-size">
        <Slider
          label={t('maskHardness')}
          value={hardness}
          min={0}
          max={100}
          step={5}
          valueText={t('maskZoomPercent', hardness)}
          onInput={(next) => options.change({ hardness: next })}
        />
      </div>
    </>
  );
}

function WandOptions({ target }: { readonly target: CommandTarget }) {
  const { options } = target.model.tools;
  const { tolerance } = options.current.value;
  return (
    <>
      <CommandButton id="contiguous" target={target} />
      <div class="mask-size">
        <Slider
          label={t('maskTolerance')}
          value={tolerance}
          min={0}
          max={255}
          valueText={String(tolerance)}
          onInput={(next) => options.change({ tolerance: next })}
        />
      </div>
    </>
  );
}

const colours = Object.keys(markColours).filter((each): each is MarkColour => each in markColours);

/** The colour that marks are drawn in. The arrow keys are the toolbar's. */
function MarkOptions({ model }: { readonly model: MaskEditorModel }) {
  const { markColour } = model.tools.options.current.value;
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
          onClick={() => model.tools.options.change({ markColour: colour })}
        />
      ))}
    </div>
  );
}
