import { Link2, Minus, PaintBucket, PenLine, Plus, RotateCcw } from 'lucide';
import { t } from '../../../utils/base/i18n';
import { type MarkColour, type MaskMode, markColours } from '../../../utils/drawing/steps';
import { IconButton } from '../../ui/icon-button';
import { Slider } from '../../ui/slider';
import type { CropControl } from '../core/box-control';
import type { MaskEditorModel } from '../core/model';
import { isMarkTool } from '../core/tools';
import { colourNames } from './mask-display';

interface ToolOptionsProps {
  readonly model: MaskEditorModel;
  readonly crop: CropControl | undefined;
}

/** What can be set of the chosen tool. */
export function ToolOptions({ model, crop }: ToolOptionsProps) {
  const tool = model.tool.value;
  if (tool === 'crop') return crop ? <CropOptions crop={crop} /> : null;
  if (tool === 'pan') return null;
  if (isMarkTool(tool)) return <MarkOptions model={model} />;
  return (
    <div class="mask-tools-row">
      {tool === 'brush' || tool === 'eraser' ? (
        <BrushOptions model={model} />
      ) : (
        <AreaModes model={model} />
      )}
      {tool === 'wand' && <WandOptions model={model} />}
    </div>
  );
}

/** What is sent, and the way back to the box that is chosen by itself. */
function CropOptions({ crop }: { readonly crop: CropControl }) {
  return (
    <div class="mask-tools-row mask-crop-row">
      <span class="mask-crop-text">{crop.text}</span>
      <IconButton
        icon={RotateCcw}
        label={t('maskCropReset')}
        disabled={!crop.isOwn.value}
        onClick={crop.reset}
      />
    </div>
  );
}

function BrushOptions({ model }: { readonly model: MaskEditorModel }) {
  const { hardness, usePressure, fillClosed } = model.options.current.value;
  return (
    <>
      <IconButton
        icon={PenLine}
        label={t('maskPressure')}
        pressed={usePressure}
        onClick={() => model.options.change({ usePressure: !usePressure })}
      />
      <IconButton
        icon={PaintBucket}
        label={t('maskFillClosed')}
        pressed={fillClosed}
        onClick={() => model.options.change({ fillClosed: !fillClosed })}
      />
      <div class="mask-size">
        <Slider
          label={t('maskHardness')}
          value={hardness}
          min={0}
          max={100}
          step={5}
          valueText={t('maskZoomPercent', hardness)}
          onInput={(next) => model.options.change({ hardness: next })}
        />
      </div>
    </>
  );
}

/** For hands without keys: what Shift and Alt do on a keyboard. */
function AreaModes({ model }: { readonly model: MaskEditorModel }) {
  const button = (mode: MaskMode, icon: typeof Plus, label: string) => (
    <IconButton
      icon={icon}
      label={label}
      pressed={model.areaMode.value === mode}
      onClick={() => {
        model.areaMode.value = mode;
      }}
    />
  );
  return (
    <>
      {button('add', Plus, t('maskAdd'))}
      {button('subtract', Minus, t('maskSubtract'))}
    </>
  );
}

function WandOptions({ model }: { readonly model: MaskEditorModel }) {
  const { tolerance, contiguous } = model.options.current.value;
  return (
    <>
      <IconButton
        icon={Link2}
        label={t('maskContiguous')}
        pressed={contiguous}
        onClick={() => model.options.change({ contiguous: !contiguous })}
      />
      <div class="mask-size">
        <Slider
          label={t('maskTolerance')}
          value={tolerance}
          min={0}
          max={255}
          valueText={String(tolerance)}
          onInput={(next) => model.options.change({ tolerance: next })}
        />
      </div>
    </>
  );
}

const colours = Object.keys(markColours).filter((each): each is MarkColour => each in markColours);

/** The colour that marks are drawn in. The arrow keys are the toolbar's. */
function MarkOptions({ model }: { readonly model: MaskEditorModel }) {
  const { markColour } = model.options.current.value;
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
