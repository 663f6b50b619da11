import {
  Brush,
  Contrast,
  Ellipsis,
  Eraser,
  Hand,
  type IconNode,
  Lasso,
  Redo2,
  SquareDashed,
  Trash2,
  Undo2,
} from 'lucide';
import { useId } from 'preact/hooks';
import { t } from '../../utils/i18n';
import { IconButton } from '../ui/icon-button';
import { Slider } from '../ui/slider';
import { brushSizes, type MaskEditorModel, type MaskTool } from './mask-editor-model';

interface ToolButtonProps {
  model: MaskEditorModel;
  tool: MaskTool;
  icon: IconNode;
  label: string;
  shortcut: string;
}

/** Brush, size and undo at once; the rest one step away, behind "More tools". */
export function MaskToolbar({ model }: { model: MaskEditorModel }) {
  const { moreTools } = model;
  const moreId = useId();
  return (
    <div class="mask-tools" role="toolbar" aria-label={t('maskTools')}>
      <div class="mask-tools-row">
        <ToolButton model={model} tool="brush" icon={Brush} label={t('maskBrush')} shortcut="B" />
        <ToolButton
          model={model}
          tool="eraser"
          icon={Eraser}
          label={t('maskEraser')}
          shortcut="E"
        />
        <BrushSize model={model} />
        <HistoryButtons model={model} />
        <IconButton
          icon={Ellipsis}
          label={t('maskMoreTools')}
          expanded={moreTools.value}
          controls={moreId}
          onClick={() => {
            moreTools.value = !moreTools.value;
          }}
        />
      </div>
      <div class="mask-tools-row" id={moreId} hidden={!moreTools.value}>
        <MoreTools model={model} />
      </div>
    </div>
  );
}

function ToolButton({ model, tool, icon, label, shortcut }: ToolButtonProps) {
  return (
    <IconButton
      icon={icon}
      label={label}
      shortcut={shortcut}
      pressed={model.tool.value === tool}
      onClick={() => {
        model.tool.value = tool;
      }}
    />
  );
}

function BrushSize({ model }: { model: MaskEditorModel }) {
  const { value } = model.brushSize;
  return (
    <div class="mask-size">
      <Slider
        label={t('maskBrushSize')}
        hideLabel
        value={value}
        {...brushSizes}
        valueText={t('maskPixels', value)}
        onInput={model.setBrushSize}
      />
    </div>
  );
}

function HistoryButtons({ model }: { model: MaskEditorModel }) {
  const isOff = model.disabled.value;
  return (
    <>
      <IconButton
        icon={Undo2}
        label={t('maskUndo')}
        shortcut="Control+Z"
        disabled={isOff || !model.canUndo.value}
        onClick={model.undo}
      />
      <IconButton
        icon={Redo2}
        label={t('maskRedo')}
        shortcut="Control+Shift+Z"
        disabled={isOff || !model.canRedo.value}
        onClick={model.redo}
      />
    </>
  );
}

function MoreTools({ model }: { model: MaskEditorModel }) {
  const isOff = model.disabled.value;
  return (
    <>
      <ToolButton model={model} tool="lasso" icon={Lasso} label={t('maskLasso')} shortcut="L" />
      <ToolButton
        model={model}
        tool="rectangle"
        icon={SquareDashed}
        label={t('maskRectangle')}
        shortcut="R"
      />
      <ToolButton model={model} tool="pan" icon={Hand} label={t('maskPan')} shortcut="H" />
      <span class="mask-tools-gap" />
      <IconButton icon={Contrast} label={t('maskInvert')} disabled={isOff} onClick={model.invert} />
      <IconButton
        icon={Trash2}
        label={t('maskClear')}
        disabled={isOff || model.isEmpty.value}
        onClick={model.clear}
      />
    </>
  );
}
