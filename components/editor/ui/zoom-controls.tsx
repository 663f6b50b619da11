import './zoom-controls.css';
import { useRef } from 'preact/hooks';
import { t } from '../../../utils/base/i18n';
import { useFocusInside } from '../../ui/focus-inside';
import type { CommandTarget } from '../input/commands';
import { CommandButtons } from './command-buttons';

/** Scale of the view: smaller, back to fit, actual size, larger. */
export function ZoomControls({ target }: { readonly target: CommandTarget }) {
  const group = useRef<HTMLDivElement>(null);
  useFocusInside(group);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div class="mask-zoom" role="group" aria-label={t('groupView')} ref={group}>
      <CommandButtons of={['zoom-out', 'fit', 'actual-size', 'zoom-in']} target={target} />
    </div>
  );
}
