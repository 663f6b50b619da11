import type { ComponentChildren } from 'preact';
import { t } from '../../../utils/base/i18n';
import { markTools } from '../core/tools';
import type { CommandTarget } from '../input/commands';
import { CommandButtons } from './command-buttons';
import { MaskDisplay } from './mask-display';
import { ToolOptions } from './tool-options';

/** What a newcomer need not see, by what it is for: area tools, marks, changes of the whole mask, how things are shown. */
export function MoreTools({ target }: { readonly target: CommandTarget }) {
  const { model, screen } = target;
  return (
    <>
      <ToolGroup name={t('groupSelect')}>
        <CommandButtons
          of={['select', 'lasso', 'rectangle', 'ellipse', 'wand', 'people', 'difference']}
          target={target}
          hasWords
        />
      </ToolGroup>
      {model.tools.takesMarks.value && (
        <ToolGroup name={t('groupMark')} label={t('markTools')}>
          <CommandButtons of={markTools} target={target} hasWords />
        </ToolGroup>
      )}
      <ToolGroup name={t('groupMask')}>
        <CommandButtons of={maskCommands} target={target} hasWords />
      </ToolGroup>
      <ToolGroup name={t('groupView')}>
        <CommandButtons of={['pan', 'crop', 'hide', 'display', 'keys']} target={target} hasWords />
      </ToolGroup>
      {screen.display.value && <MaskDisplay model={model} />}
      <ToolOptions target={target} />
    </>
  );
}

const maskCommands = [
  'select-all',
  'invert',
  'grow',
  'shrink',
  'clear',
  'import',
  'export',
  'no-copy',
] as const;

interface ToolGroupProps {
  /** Short, beside the buttons. */
  readonly name: string;
  /** The accessible name, where that can say more. */
  readonly label?: string;
  readonly children: ComponentChildren;
}

/** Tools of one kind, with the name of the kind. */
function ToolGroup({ name, label = name, children }: ToolGroupProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div class="mask-tools-row mask-group" role="group" aria-label={label}>
      <span class="mask-group-name" aria-hidden="true">
        {name}
      </span>
      {children}
    </div>
  );
}
