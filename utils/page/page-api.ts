import { describeImage, toldImage } from './describe';
import { cancelFetch, continueFetch, fetchFile } from './fetch-file';
import { imageWithLongAddress, imageWithUrl } from './find-images';
import { pageDocument } from './page-document';
import type { OnScreen, PageApi } from './page-image';
import { startPicker } from './picker/picker';
import { readPixels } from './pixels';
import { pictureOnScreen, seenOf } from './place';
import { replaceInPage, restoreImage, shownAt } from './replace';
import { bringIntoView, putBack } from './scroll';

async function locate(handle: number): Promise<OnScreen | undefined> {
  const { element } = toldImage(handle) ?? {};
  const seen = element && (await seenOf(element));
  return seen && { ...seen, picture: pictureOnScreen(element) };
}

export const pageApi: PageApi = {
  describe: async (url) => {
    const image = imageWithUrl(url);
    return image && describeImage(image);
  },
  describeLongAddress: async () => {
    const image = imageWithLongAddress();
    return image && describeImage(image);
  },
  describeFrame: async (url) => {
    const frame = [...pageDocument.querySelectorAll('iframe')].find(({ src }) => src === url);
    return frame && describeImage({ element: frame, kind: 'frame', addresses: [] });
  },
  ...startPicker,
  fetchFile,
  continueFetch,
  cancelFetch,
  readPixels: async (handle) => {
    const image = toldImage(handle);
    return image ? readPixels(image.element) : { failure: 'none' };
  },
  bringIntoView: async (handle) => {
    const image = toldImage(handle);
    if (image) await bringIntoView(image.element);
    return image !== undefined;
  },
  putBack,
  locate,
  replaceImage: replaceInPage,
  restoreImage,
  shownAt,
};
