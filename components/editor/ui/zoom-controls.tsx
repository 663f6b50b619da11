import './zoom-controls.css';
import type { CommandTarget } from '../input/commands';
import { CommandButtons } from './command-buttons';

/** Scale of the view: smaller, back to fit, actual size, larger. */
export function ZoomControls({ target }: { readonly target: CommandTarget }) {
  return (
    <div class="mask-zoom">
      <CommandButtons of={['zoom-out', 'fit', 'actual-size', 'zoom-in']} target={target} />
    </div>
  );
}
