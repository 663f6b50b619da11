import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Rect } from '../../../utils/base/geometry';
import type { MaskEditorModel } from '../core/model';
import type { StageParts } from './mount-stage';

/** A picture that lies over the image, but only where the mask is. */
export interface Overlay {
  readonly url: string;
  /** Its box, image px. */
  readonly rect: Rect;
  /** The box that it is shown in where there is no mask, image px. */
  readonly inside?: Rect | undefined;
}

const noRect: Rect = { x: 0, y: 0, width: 0, height: 0 };

const numbersOf = ({ x, y, width, height }: Rect = noRect) => [x, y, width, height];

/** Decodes the overlay's picture and hands it to the painter; the one before stays until then. */
export function useMaskPreview(
  stage: RefObject<StageParts | null>,
  model: MaskEditorModel,
  overlay: Overlay | undefined,
): void {
  const { url, rect = noRect, inside } = overlay ?? {};
  useEffect(() => {
    let isCurrent = true;
    const show = async () => {
      if (!url) return stage.current?.painter.showPreview(undefined);
      const picture = new Image();
      picture.src = url;
      await picture.decode();
      if (isCurrent) stage.current?.painter.showPreview({ picture, rect, inside });
    };
    show().catch(() => {
      // A partial picture that cannot be shown is followed by better ones.
    });
    return () => {
      isCurrent = false;
    };
  }, [stage, model, url, ...numbersOf(rect), ...numbersOf(inside)]);
}
