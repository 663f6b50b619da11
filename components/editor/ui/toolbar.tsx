import './toolbar.css';
import { useId, useRef } from 'preact/hooks';
import { t } from '../../../utils/base/i18n';
import { useFocusInside } from '../../ui/focus-inside';
import { useRovingFocus } from '../../ui/roving-focus';
import { Slider } from '../../ui/slider';
import { isMarkTool, type Tools } from '../core/tools';
import type { CommandTarget } from '../input/commands';
import { CommandButton, CommandButtons } from './command-buttons';
import { MoreTools } from './more-tools';

/** Brush, size and undo at once; the rest one step away, behind "More tools". */
export function MaskToolbar({ target }: { readonly target: CommandTarget }) {
  const isOpen = target.screen.moreTools.value;
  const moreId = useId();
  const toolbar = useRef<HTMLDivElement>(null);
  useRovingFocus(toolbar);
  useFocusInside(toolbar);
  return (
    <div class="mask-tools" role="toolbar" aria-label={t('maskTools')} ref={toolbar}>
      <div class="mask-tools-row">
        <CommandButtons of={['brush', 'eraser']} target={target} />
        <SizeSlider tools={target.model.tools} />
        <CommandButtons of={['undo', 'redo']} target={target} />
        <CommandButton id="more" target={target} controls={moreId} />
      </div>
      <div class="mask-more" id={moreId} hidden={!isOpen}>
        {isOpen && <MoreTools target={target} />}
      </div>
    </div>
  );
}

/** Steps from the usual size. */
const stepsText = (steps: number): string => (steps > 0 ? `+${steps}` : String(steps));

/** Of the brush, of the line that a tool for marks draws, or of what Select takes. */
function SizeSlider({ tools }: { readonly tools: Tools }) {
  const { value, min, max } = tools.size.value;
  const tool = tools.chosen.value;
  return (
    <div class="mask-size">
      <Slider
        label={
          tool === 'select'
            ? t('selectSize')
            : isMarkTool(tool)
              ? t('markSize')
              : t('maskBrushSize')
        }
        hideLabel
        {...{ value, min, max }}
        valueText={tool === 'select' ? stepsText(value) : t('maskPixels', value)}
        onInput={tools.setSize}
      />
    </div>
  );
}
