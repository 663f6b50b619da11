import { t } from '../../../utils/base/i18n';
import { IconButton } from '../../ui/icon-button';
import { isCharacter } from '../../ui/shortcut';
import { type CommandId, type CommandTarget, commandOf } from '../input/commands';

interface CommandButtonProps {
  readonly id: CommandId;
  readonly target: CommandTarget;
  /** The id of what it opens and closes. */
  readonly controls?: string | undefined;
  /** Whether its name stands beside the icon where there is room. */
  readonly hasWords?: boolean | undefined;
}

/** The button of a command; nothing where there is no use for it. Its tooltip says the keys that work. */
export function CommandButton({ id, target, controls, hasWords }: CommandButtonProps) {
  const command = commandOf(id);
  if (command.isOffered?.(target) === false) return null;
  const label = t(command.label);
  return (
    <IconButton
      icon={command.icon ?? command.text?.(target) ?? label}
      label={command.name?.(target) ?? label}
      shortcuts={keysThatWork(id, target)}
      pressed={command.isPressed?.(target)}
      expanded={command.isExpanded?.(target)}
      controls={controls}
      disabled={command.isEnabled?.(target) === false}
      hasWord={hasWords}
      onClick={() => command.run(target)}
    />
  );
}

interface CommandButtonsProps {
  readonly of: readonly CommandId[];
  readonly target: CommandTarget;
  /** Whether their names stand beside the icons where there is room. */
  readonly hasWords?: boolean;
}

export function CommandButtons({ of, target, hasWords }: CommandButtonsProps) {
  return (
    <>
      {of.map((id) => (
        <CommandButton key={id} id={id} target={target} hasWords={hasWords} />
      ))}
    </>
  );
}

/** A command's keys without those that are switched off. */
export function keysThatWork(id: CommandId, { model }: CommandTarget): readonly string[] {
  const { characterKeys } = model.tools.options.current.value;
  return (commandOf(id).keys ?? []).filter((key) => characterKeys || !isCharacter(key));
}
