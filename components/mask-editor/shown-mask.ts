import type { MaskStep } from '../../utils/mask/steps';
import { startsWith } from './baked-mask';
import type { View } from './view';

/** What the canvases show. */
export interface ShownMask {
  readonly steps: readonly MaskStep[];
  readonly view: View;
}

/** Whether nothing is new but a stroke, all of which can be seen while it is drawn. */
export function addsStroke(shown: ShownMask | undefined, { steps, view }: ShownMask): boolean {
  const last = steps.at(-1);
  return (
    last?.kind === 'stroke' &&
    !last.filled &&
    shown?.view === view &&
    shown.steps.length === steps.length - 1 &&
    startsWith(steps, shown.steps)
  );
}
