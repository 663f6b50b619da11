import { pictureNames, shelfVariable, takeFromShelf } from '../gallery/pictures';
import { makeTempFolder, removeFolder } from '../rig/temp-folder';

/**
 * Draws the pictures of the gallery's page before any test begins: each test file would need seconds of computing for them,
 * and a page that waits for them on a busy machine does not load in time.
 */
export default async function sharePictures(): Promise<() => Promise<void>> {
  const folder = makeTempFolder('repaint-pictures');
  process.env[shelfVariable] = folder;
  for (const name of pictureNames.filter((each) => !each.startsWith('garden')))
    await takeFromShelf(folder, name);
  return () => removeFolder(folder);
}
