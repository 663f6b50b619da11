import type { IconNode } from 'lucide';
import { Brush, CircleDashed, Crop, Eraser, Hand, Lasso, SquareDashed, WandSparkles } from 'lucide';
import { t } from '../../utils/i18n';
import { IconButton } from '../ui/icon-button';
import type { MaskEditorModel, MaskTool } from './mask-editor-model';

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
});

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
