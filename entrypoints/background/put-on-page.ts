import { putOnPage, takeOffPage } from '../../utils/capture/put-on-page';
import type { Commands } from '../../utils/commands';
import { AppError, toStoredError } from '../../utils/errors';
import type { Library } from '../../utils/library/database';

/** Here and not in the panel: only the background may be sure to stay until the page has answered. */
export async function putOnCommand(
  library: Library,
  { imageId, isOn }: Commands['put-on-page']['argument'],
): Promise<Commands['put-on-page']['answer']> {
  try {
    const image = await library.images.get(imageId);
    if (!image) throw new AppError('image-not-found');
    await (isOn ? putOnPage(image) : takeOffPage(image));
    return {};
  } catch (error) {
    return { error: toStoredError(error) };
  }
}
