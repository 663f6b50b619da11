import type { IconNode } from 'lucide';
import {
  Brush,
  Circle,
  CircleDashed,
  Crop,
  Eraser,
  Hand,
  Highlighter,
  Lasso,
  MoveUpRight,
  SquareDashed,
  WandSparkles,
} from 'lucide';
import { t } from '../../utils/i18n';
import { IconButton } from '../ui/icon-button';
import type { MaskEditorModel } from './mask-editor-model';
import type { MaskTool } from './mask-tools';

interface Tool {
  readonly icon: IconNode;
  readonly label: string;
  readonly shortcut: string;
}

const tools = (): Readonly<Record<MaskTool, Tool>> => ({
  brush: { icon: Brush, label: t('maskBrush'), shortcut: 'B' },
  eraser: { icon: Eraser, label: t('maskEraser'), shortcut: 'E' },
  lasso: { icon: Lasso, label: t('maskLasso'), shortcut: 'L' },
  rectangle: { icon: SquareDashed, label: t('maskRectangle'), shortcut: 'R' },
  ellipse: { icon: CircleDashed, label: t('maskEllipse'), shortcut: 'O' },
  wand: { icon: WandSparkles, label: t('maskWand'), shortcut: 'W' },
  pan: { icon: Hand, label: t('maskPan'), shortcut: 'H' },
  crop: { icon: Crop, label: t('maskCropBox'), shortcut: 'C' },
  'mark-pen': { icon: Highlighter, label: t('markPen'), shortcut: 'P' },
  'mark-arrow': { icon: MoveUpRight, label: t('markArrow'), shortcut: 'A' },
  'mark-ellipse': { icon: Circle, label: t('markEllipse'), shortcut: 'Q' },
});

/** What a tool is called on the screen. */
export const toolName = (tool: MaskTool): string => tools()[tool].label;

interface ToolButtonsProps {
  readonly model: MaskEditorModel;
  readonly of: readonly MaskTool[];
}

/** Buttons that choose a tool each. */
export function ToolButtons({ model, of }: ToolButtonsProps) {
  const all = tools();
  return (
    <>
      {of.map((tool) => (
        <IconButton
          key={tool}
          {...all[tool]}
          pressed={model.tool.value === tool}
          onClick={() => model.chooseTool(tool)}
        />
      ))}
    </>
  );
}
