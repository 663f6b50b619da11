import { t } from '../../../utils/base/i18n';
import { markTools } from '../core/tools';
import type { CommandTarget } from '../input/commands';
import { CommandButtons } from './command-buttons';
import { MaskDisplay } from './mask-display';
import { ToolOptions } from './tool-options';

/** What a newcomer need not see: area tools, changes of the whole mask, how it is shown, files. */
export function MoreTools({ target }: { readonly target: CommandTarget }) {
  const { model, screen } = target;
  return (
    <>
      <div class="mask-tools-row">
        <CommandButtons
          of={['lasso', 'rectangle', 'ellipse', 'wand', 'pan', 'crop']}
          target={target}
        />
        <span class="mask-tools-gap" />
        <CommandButtons of={['hide', 'display', 'keys']} target={target} />
      </div>
      {screen.display.value && <MaskDisplay model={model} />}
      {model.tools.takesMarks.value && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
        <div class="mask-tools-row" role="group" aria-label={t('markTools')}>
          <CommandButtons of={markTools} target={target} />
        </div>
      )}
      <div class="mask-tools-row">
        <CommandButtons of={['select-all', 'invert', 'grow', 'shrink', 'clear']} target={target} />
        <span class="mask-tools-gap" />
        <CommandButtons of={['import', 'export', 'difference']} target={target} />
      </div>
      <ToolOptions target={target} />
    </>
  );
}
