import './key-list.css';
import { X } from 'lucide';
import { useEffect, useId, useRef } from 'preact/hooks';
import { t } from '../../../utils/base/i18n';
import { IconButton } from '../../ui/icon-button';
import type { MaskEditorModel } from '../core/model';

/** A line of the list: what happens, and by which keys (each group of keys held together). */
type Line = readonly [what: string, ...keys: readonly (readonly string[])[]];

const markLines = (): readonly Line[] => [
  [t('markPen'), ['P']],
  [t('markArrow'), ['A']],
  [t('markEllipse'), ['Q']],
  [t('maskKey_constrain'), ['Shift', t('maskKey_drag')]],
];

const lines = (hasMarks: boolean): readonly Line[] => [
  [t('maskBrush'), ['B']],
  [t('maskEraser'), ['E']],
  [t('maskLasso'), ['L']],
  [t('maskRectangle'), ['R']],
  [t('maskEllipse'), ['O']],
  [t('maskWand'), ['W']],
  [t('maskPan'), ['H']],
  [t('maskCropBox'), ['C']],
  ...(hasMarks ? markLines() : []),
  [t('maskHide'), ['M']],
  [t('maskSelectAll'), ['Ctrl', 'A']],
  [t('maskInvert'), ['Ctrl', 'I']],
  [t('maskKey_undo'), ['Ctrl', 'Z'], ['Ctrl', 'Shift', 'Z']],
  [t('maskKey_size'), ['['], [']']],
  [t('maskKey_wheelSize'), ['Alt', t('maskKey_wheel')]],
  [t('maskKey_line'), ['Shift', t('maskKey_click')]],
  [t('maskKey_take'), ['Alt', t('maskKey_drag')], [t('maskKey_right')]],
  [t('maskKey_addArea'), ['Shift', t('maskKey_drag')]],
  [t('maskKey_corner'), [t('maskKey_click')], ['Enter'], ['⌫'], ['Esc']],
  [t('maskKey_pan'), ['Space', t('maskKey_drag')], [t('maskKey_middle')]],
  [t('maskKey_zoom'), ['Ctrl', t('maskKey_wheel')]],
  [t('maskKey_fit'), ['0'], ['1'], ['+'], ['−']],
  [t('maskKey_move'), ['←'], ['→'], ['↑'], ['↓']],
  [t('maskKey_paint'), ['Enter'], ['Space']],
  [t('maskKey_tools'), ['←'], ['→']],
  [t('maskKey_help'), ['?']],
];

/** The keys of the editor, over everything else while they are asked for. */
export function MaskKeys({ model }: { readonly model: MaskEditorModel }) {
  const open = model.keysOpen;
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const isOpen = open.value;
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  const close = () => {
    open.value = false;
  };
  return (
    <dialog class="mask-keys" ref={dialog} aria-labelledby={titleId} onClose={close}>
      {isOpen && (
        <>
          <div class="mask-keys-head">
            <h2 id={titleId}>{t('maskKeys')}</h2>
            <IconButton icon={X} label={t('close')} onClick={close} />
          </div>
          <dl>
            {lines(model.takesMarks.value).map(([what, ...keys]) => (
              <div key={what}>
                <dt>{what}</dt>
                <dd>
                  {keys.map((group) => (
                    <kbd key={group.join('+')}>{group.join(' + ')}</kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </dialog>
  );
}
