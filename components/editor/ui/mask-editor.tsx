import './mask-editor.css';
import type { Signal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { createAreaTools } from '../areas/area-tools';
import type { MaskEditorModel } from '../core/model';
import { createEditorScreen, type EditorScreen } from '../core/screen';
import type { CommandTarget } from '../input/commands';
import { listenToShortcuts } from '../input/shortcuts';
import { MaskKeys } from './key-list';
import { MaskStage, type StageProps } from './stage';
import { MaskToolbar } from './toolbar';

export interface MaskEditorProps
  extends StageProps,
    Pick<CommandTarget, 'otherUrl' | 'onCropTool'> {
  /** Another model starts the editor anew; a running stroke goes to the one it began with. */
  model: MaskEditorModel;
  /** Whether the tools behind "More tools" are shown; give one to remember it between images. */
  moreTools?: Signal<boolean> | undefined;
}

/** The tools that work on the picture shown now; their worker ends with the editor. */
function useAreaTools(model: MaskEditorModel, screen: EditorScreen, url: string) {
  const shownUrl = useRef(url);
  shownUrl.current = url;
  const areas = useMemo(
    () => createAreaTools(model, () => shownUrl.current, screen.moreTools),
    [model, screen],
  );
  useLayoutEffect(() => areas.dispose, [areas]);
  return areas;
}

function useShortcuts(root: RefObject<HTMLElement | null>, target: CommandTarget): void {
  const newest = useRef(target);
  newest.current = target;
  useLayoutEffect(
    () => (root.current ? listenToShortcuts(root.current, () => newest.current) : undefined),
    [root],
  );
}

/** The picture with its mask, and the tools to paint it. Takes the height that its parent gives it. */
export function MaskEditor({ model, moreTools, otherUrl, onCropTool, ...stage }: MaskEditorProps) {
  const root = useRef<HTMLDivElement>(null);
  const screen = useMemo(() => createEditorScreen(moreTools), [moreTools]);
  const areas = useAreaTools(model, screen, stage.image.url);
  const target = { model, screen, areas, crop: stage.crop, otherUrl, onCropTool };
  useShortcuts(root, target);
  return (
    <div class="mask-editor" ref={root}>
      <MaskToolbar target={target} />
      <MaskStage target={target} {...stage} />
      <MaskKeys target={target} />
    </div>
  );
}
