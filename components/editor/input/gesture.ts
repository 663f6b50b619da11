import type { ImagePoint, StagePoint } from '../../../utils/base/geometry';
import type { MaskEditorModel } from '../core/model';
import type { Sketch } from '../render/sketch';

/** A place that the pointer passed: on the stage, in the image, and how hard it pressed (0…1). */
export interface PointerSample {
  readonly stage: StagePoint;
  readonly image: ImagePoint;
  readonly pressure: number;
  /** Whether Shift is down, which constrains what marks are drawn as. */
  readonly shift: boolean;
}

/** What a pointer does between down and up. */
export interface Gesture {
  move(samples: readonly PointerSample[]): void;
  /** Keeps what was done so far. */
  end(): void;
  /** Takes it back. */
  cancel(): void;
}

export interface SketchTarget {
  readonly model: MaskEditorModel;
  showSketch(sketch: Sketch | undefined): void;
}
