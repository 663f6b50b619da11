import './toolbar.css';
import { Ellipsis, Redo2, Undo2 } from 'lucide';
import { useId, useRef } from 'preact/hooks';
import { t } from '../../../utils/base/i18n';
import { IconButton } from '../../ui/icon-button';
import { useRovingFocus } from '../../ui/roving-focus';
import { Slider } from '../../ui/slider';
import type { AreaTools } from '../areas/area-tools';
import type { CropControl } from '../core/box-control';
import type { MaskEditorModel } from '../core/model';
import { isMarkTool } from '../core/tools';
import { MoreTools } from './more-tools';
import { ToolButtons } from './tool-buttons';

interface MaskToolbarProps {
  readonly model: MaskEditorModel;
  readonly areas: AreaTools;
  /** Another version of the picture, whose differences can become the mask. */
  readonly otherUrl: string | undefined;
  readonly crop: CropControl | undefined;
}

/** Brush, size and undo at once; the rest one step away, behind "More tools". */
export function MaskToolbar({ model, areas, otherUrl, crop }: MaskToolbarProps) {
  const { moreTools } = model;
  const moreId = useId();
  const toolbar = useRef<HTMLDivElement>(null);
  useRovingFocus(toolbar);
  return (
    <div class="mask-tools" role="toolbar" aria-label={t('maskTools')} ref={toolbar}>
      <div class="mask-tools-row">
        <ToolButtons model={model} of={['brush', 'eraser']} />
        <SizeSlider model={model} />
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
      <div class="mask-more" id={moreId} hidden={!moreTools.value}>
        {moreTools.value && <MoreTools {...{ model, areas, otherUrl, crop }} />}
      </div>
    </div>
  );
}

/** Of the brush, or of the line that a tool for marks draws. */
function SizeSlider({ model }: { model: MaskEditorModel }) {
  const { value, min, max } = model.toolSize.value;
  return (
    <div class="mask-size">
      <Slider
        label={isMarkTool(model.tool.value) ? t('markSize') : t('maskBrushSize')}
        hideLabel
        {...{ value, min, max }}
        valueText={t('maskPixels', value)}
        onInput={model.setToolSize}
      />
    </div>
  );
}

function HistoryButtons({ model }: { model: MaskEditorModel }) {
  return (
    <>
      <IconButton
        icon={Undo2}
        label={t('maskUndo')}
        shortcut="Control+Z"
        disabled={!model.canUndo.value}
        onClick={model.undo}
      />
      <IconButton
        icon={Redo2}
        label={t('maskRedo')}
        shortcut="Control+Shift+Z"
        disabled={!model.canRedo.value}
        onClick={model.redo}
      />
    </>
  );
}
