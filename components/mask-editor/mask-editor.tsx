import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Rect } from '../../utils/geometry';
import { createAreaTools } from './area-tools';
import type { CropControl } from './box-control';
import './mask-editor.css';
import type { MaskEditorModel } from './mask-editor-model';
import { MaskKeys } from './mask-keys';
import { MaskStage } from './mask-stage';
import { MaskToolbar } from './mask-toolbar';

export interface MaskEditorProps {
  /** Another model starts the editor anew; a running stroke goes to the one it began with. */
  model: MaskEditorModel;
  /** Address and size (image px) of the picture, upright. */
  image: { readonly url: string; readonly width: number; readonly height: number };
  /** Where the pixels came from; the stage carries it as `data-source`. */
  source: string;
  /** A picture drawn over that box of the image (image px), but only where the mask is. */
  overlay?: { readonly url: string; readonly rect: Rect } | undefined;
  /** Whether the mask's tint and edge are shown. */
  showMask?: boolean;
  /** A picture of the same shape that covers image and mask while it is given. */
  compareUrl?: string | undefined;
  /** Another version of the picture: what differs from it can become the mask. */
  otherUrl?: string | undefined;
  /** The part of the image that will be sent: shown as a frame, dragged with the tool for that. */
  crop?: CropControl | undefined;
  /** The stage's accessible name. */
  label: string;
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
      <MaskKeys open={model.keysOpen} />
    </div>
  );
}
