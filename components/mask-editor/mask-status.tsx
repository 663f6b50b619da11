import { t, uiLanguage } from '../../utils/i18n';
import type { AreaTools } from './area-tools';
import type { MaskEditorModel } from './mask-editor-model';

interface MaskStatusProps {
  readonly model: MaskEditorModel;
  readonly areas: AreaTools;
}

/** What the last area tool had to say, else how much is masked; for those who opened more tools. */
export function MaskStatus({ model, areas }: MaskStatusProps) {
  const notice = areas.notice.value;
  const masked = model.moreTools.value ? areas.masked.value : undefined;
  const text = notice || (masked ? coveredText(masked, model.viewport.image) : '');
  return (
    <p class="mask-status" role="status" aria-busy={areas.isBusy.value} hidden={!text}>
      {text}
    </p>
  );
}

function coveredText(masked: number, { width, height }: { width: number; height: number }): string {
  const share = masked / (width * height);
  const format = (value: number, options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(uiLanguage(), options).format(value);
  const digits = share < 0.1 ? 2 : 1;
  return t(
    'maskCovered',
    format(share, { style: 'percent', maximumFractionDigits: digits }),
    format(masked, {}),
  );
}
