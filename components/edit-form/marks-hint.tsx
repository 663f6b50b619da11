import { t } from '../../utils/i18n';
import { isMarkTool } from '../mask-editor/mask-tools';
import type { EditSession } from './edit-session';

/**
 * For a picture with marks: who sees them, and where it will change. There from the choice of a tool on, so
 * that the stage does not shrink under the hand with the first mark.
 */
export function MarksHint({ session }: { readonly session: EditSession }) {
  const text = hintOf(session);
  if (!text) return null;
  return (
    <p class="hint" role="status" data-testid="marks-hint">
      {text}
    </p>
  );
}

function hintOf({ mask, hasMask, changeBox }: EditSession): string | undefined {
  if (!mask.hasMarks.value) return isMarkTool(mask.tool.value) ? t('marksHint') : undefined;
  if (!mask.takesMarks.value) return hasMask.value ? t('marksUnseenMask') : t('marksUnseen');
  if (hasMask.value) return t('marksAndMask');
  return changeBox.value ? t('marksInBox') : t('marksAnywhere');
}
