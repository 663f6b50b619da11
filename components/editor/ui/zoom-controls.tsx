import './zoom-controls.css';
import { useRef } from 'preact/hooks';
import { useFocusInside } from '../../ui/focus-inside';
import type { CommandTarget } from '../input/commands';
import { CommandButtons } from './command-buttons';

/** Scale of the view: smaller, back to fit, actual size, larger. */
export function ZoomControls({ target }: { readonly target: CommandTarget }) {
  const group = useRef<HTMLDivElement>(null);
  useFocusInside(group);
  return (
    <div class="mask-zoom" ref={group}>
      <CommandButtons of={['zoom-out', 'fit', 'actual-size', 'zoom-in']} target={target} />
    </div>
  );
}
