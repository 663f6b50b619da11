import './key-list.css';
import { X } from 'lucide';
import { useEffect, useId, useRef } from 'preact/hooks';
import { type MessageKey, t } from '../../../utils/base/i18n';
import { Checkbox } from '../../ui/fields';
import { IconButton } from '../../ui/icon-button';
import { heldKeyName, shortcutText } from '../../ui/shortcut';
import { type CommandTarget, commandIds, commandOf } from '../input/commands';
import { keysThatWork } from './command-buttons';

/** A line of the list: what happens, and by which keys. */
type Line = readonly [what: string, keys: readonly string[]];

/** The commands that have keys; those of one name in a line. */
function commandLines(target: CommandTarget): readonly Line[] {
  const lines = new Map<MessageKey, string[]>();
  for (const id of commandIds) {
    const { label, isOffered } = commandOf(id);
    const keys = keysThatWork(id, target).map((key) => shortcutText(key));
    if (keys.length === 0 || isOffered?.(target) === false) continue;
    lines.set(label, [...(lines.get(label) ?? []), ...keys]);
  }
  return [...lines].map(([label, keys]) => [t(label), keys]);
}

/** What pointer and keys do together, and the keys of a stage or toolbar that has the focus. */
function handLines(hasMarks: boolean): readonly Line[] {
  const [ctrl, alt, shift] = [heldKeyName('ctrl'), heldKeyName('alt'), heldKeyName('shift')];
  const drag = t('maskKey_drag');
  const constrain: Line = [t('maskKey_constrain'), [`${shift} + ${drag}`]];
  return [
    [t('maskKey_wheelSize'), [`${alt} + ${t('maskKey_wheel')}`]],
    [t('maskKey_selectSize'), [t('maskKey_wheel'), '[', ']']],
    [t('maskKey_line'), [`${shift} + ${t('maskKey_click')}`]],
    [t('maskKey_take'), [`${alt} + ${drag}`, t('maskKey_right')]],
    [t('maskKey_addArea'), [`${shift} + ${drag}`]],
    ...(hasMarks ? [constrain] : []),
    [t('maskKey_corner'), [t('maskKey_click'), 'Enter', '⌫', 'Esc']],
    [t('maskKey_pan'), [`Space + ${drag}`, t('maskKey_middle')]],
    [t('maskKey_zoom'), [`${ctrl} + ${t('maskKey_wheel')}`]],
    [t('maskKey_move'), ['←', '→', '↑', '↓']],
    [t('maskKey_paint'), ['Enter', 'Space']],
    [t('maskKey_tools'), ['←', '→']],
  ];
}

/** The keys of the editor, over everything else while they are asked for. */
export function MaskKeys({ target }: { readonly target: CommandTarget }) {
  const { keys } = target.screen;
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const isOpen = keys.value;
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  const close = () => {
    keys.value = false;
  };
  return (
    <dialog class="mask-keys" ref={dialog} aria-labelledby={titleId} onClose={close}>
      {isOpen && (
        <>
          <div class="mask-keys-head">
            <h2 id={titleId}>{t('maskKeys')}</h2>
            <IconButton icon={X} label={t('close')} onClick={close} />
          </div>
          <KeyList target={target} />
        </>
      )}
    </dialog>
  );
}

function KeyList({ target }: { readonly target: CommandTarget }) {
  const { options, takesMarks } = target.model.tools;
  return (
    <>
      <Checkbox
        label={t('maskCharacterKeys')}
        checked={options.current.value.characterKeys}
        onChange={(characterKeys) => options.change({ characterKeys })}
      />
      <dl>
        {[...commandLines(target), ...handLines(takesMarks.value)].map(([what, keys]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
