import { isResult } from '../../utils/library/images';
import type { EditSession } from './edit-session';

/** True for a picture that was made and on which nothing new was begun: then it is what the user wants to have. */
export const isFinished = ({ image, mask, prompt }: EditSession): boolean =>
  (isResult(image) || image.source === 'generated') &&
  mask.drawing.history.value.steps.length === 0 &&
  prompt.value.trim() === '';
