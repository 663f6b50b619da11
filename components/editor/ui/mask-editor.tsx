import './mask-editor.css';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { createAreaTools } from '../areas/area-tools';
import type { MaskEditorModel } from '../core/model';
import { MaskKeys } from './key-list';
import { MaskStage, type StageProps } from './stage';
import { MaskToolbar } from './toolbar';

export interface MaskEditorProps extends StageProps {
  /** Another version of the picture: what differs from it can become the mask. */
  otherUrl?: string | undefined;
}

/** The tools that work on the picture shown now; their worker ends with the editor. */
function useAreaTools(model: MaskEditorModel, url: string) {
  const shownUrl = useRef(url);
  shownUrl.current = url;
  const areas = useMemo(() => createAreaTools(model, () => shownUrl.current), [model]);
  useLayoutEffect(() => areas.dispose, [areas]);
  return areas;
}

/** The picture with its mask, and the tools to paint it. Takes the height that its parent gives it. */
export function MaskEditor({ model, otherUrl, ...stage }: MaskEditorProps) {
  const areas = useAreaTools(model, stage.image.url);
  return (
    <div class="mask-editor">
      <MaskToolbar model={model} areas={areas} otherUrl={otherUrl} crop={stage.crop} />
      <MaskStage model={model} areas={areas} {...stage} />
      <MaskKeys model={model} />
    </div>
  );
}
