import type { Rect } from '../../utils/geometry';
import './mask-editor.css';
import type { MaskEditorModel } from './mask-editor-model';
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
  /** The stage's accessible name. */
  label: string;
}

/** The picture with its mask, and the tools to paint it. Takes the height that its parent gives it. */
export function MaskEditor({ model, ...stage }: MaskEditorProps) {
  return (
    <div class="mask-editor">
      <MaskToolbar model={model} />
      <MaskStage model={model} {...stage} />
    </div>
  );
}
