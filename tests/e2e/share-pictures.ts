import { shelfVariable } from '../gallery/pictures';
import { makeTempFolder, removeFolder } from '../rig/temp-folder';

/** Lets all test files of this run draw each picture of the gallery once between them: that takes seconds of computing. */
export default function sharePictures(): () => Promise<void> {
  const folder = makeTempFolder('repaint-pictures');
  process.env[shelfVariable] = folder;
  return () => removeFolder(folder);
}
