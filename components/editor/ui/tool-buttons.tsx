import { IconButton } from '../../ui/icon-button';
import type { MaskEditorModel } from '../core/model';
import type { MaskTool } from '../core/tools';
import { tools } from '../core/tools';

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
