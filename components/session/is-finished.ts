import { isExtended } from '../../utils/library/images';
import type { ImageRecord } from '../../utils/library/records';
import type { EditSession } from './edit-session';

/** True for what an edit has made; else it is what was taken, or a larger canvas around it. */
export const isResult = (image: ImageRecord): boolean =>
  image.parentId !== undefined && !isExtended(image);

/** True for a picture that was made and on which nothing new was begun: then it is what the user wants to have. */
export const isFinished = ({ image, mask, prompt }: EditSession): boolean =>
  (isResult(image) || image.source === 'generated') &&
  mask.drawing.history.value.steps.length === 0 &&
  prompt.value.trim() === '';
