import type { Commands } from '../../utils/commands';
import { extensionBy, extensionTo } from '../../utils/edits/extend';
import { toStoredError } from '../../utils/errors';
import { extendImage } from '../../utils/jobs/extend-image';
import type { Library } from '../../utils/library/database';

/** Decoding and encoding a large image would stop the panel, so it is done here. */
export async function extendOnCommand(
  library: Library,
  { imageId, ratio, sides }: Commands['extend-image']['argument'],
): Promise<Commands['extend-image']['answer']> {
  try {
    await extendImage(library, imageId, (base) => {
      if (ratio !== undefined) return extensionTo(ratio, base);
      return sides && extensionBy(sides, base);
    });
    return {};
  } catch (error) {
    return { error: toStoredError(error) };
  }
}
