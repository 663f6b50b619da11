import type { Box } from './region';

/** An object may be stretched by this factor to fill its box. */
const stretchLimit = 1.25;

/**
 * Where an object of the given aspect (width / height) goes in `box`: as large as it fits, stretched
 * a little, centred, on the lower edge if it stands. Image px.
 */
export function fitObject(box: Box, aspect: number, stands: boolean): Box {
  const wanted = box.width / box.height;
  const ratio = Math.min(aspect * stretchLimit, Math.max(aspect / stretchLimit, wanted));
  const width = Math.max(1, Math.round(wanted > ratio ? box.height * ratio : box.width));
  const height = Math.max(1, Math.round(wanted > ratio ? box.height : box.width / ratio));
  const spare = box.height - height;
  return {
    left: box.left + Math.round((box.width - width) / 2),
    top: box.top + (stands ? spare : Math.round(spare / 2)),
    width,
    height,
  };
}
