import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Rect } from '../../utils/geometry';
import type { MaskEditorModel } from './mask-editor-model';
import type { StageParts } from './mount-stage';

/** A picture that lies over the image, but only where the mask is. */
export interface Overlay {
  readonly url: string;
  /** Its box, image px. */
  readonly rect: Rect;
}

/** Decodes the overlay's picture and hands it to the painter; the one before stays until then. */
export function useMaskPreview(
  stage: RefObject<StageParts | null>,
  model: MaskEditorModel,
  overlay: Overlay | undefined,
): void {
  const { x, y, width, height } = overlay?.rect ?? { x: 0, y: 0, width: 0, height: 0 };
  const url = overlay?.url;
  useEffect(() => {
    let isCurrent = true;
    const show = async () => {
      if (!url) return stage.current?.painter.showPreview(undefined);
      const picture = new Image();
      picture.src = url;
      await picture.decode();
      if (isCurrent) stage.current?.painter.showPreview({ picture, rect: { x, y, width, height } });
    };
    show().catch(() => {
      // A partial picture that cannot be shown is followed by better ones.
    });
    return () => {
      isCurrent = false;
    };
  }, [stage, model, url, x, y, width, height]);
}
