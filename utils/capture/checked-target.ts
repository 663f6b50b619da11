import { AppError } from '../base/errors';
import type { PageImage } from '../page/page-image';
import type { CaptureTarget, TargetFile } from './ladder';

/** Characters; the injected script cuts texts itself, but a page may have got at what it says. */
const longestText = 500;
const longestAddress = 8_000;

/** A page may name hundreds of files; the best is among the first. */
const mostFiles = 12;

const text = (value: unknown): string =>
  typeof value === 'string' ? value.slice(0, longestText) : '';

const px = (value: unknown): number =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0;

const isAddress = (url: unknown): url is string =>
  typeof url === 'string' &&
  /^(https?|data|blob|file):/.test(url) &&
  (url.length <= longestAddress || url.startsWith('data:'));

function checkedFile(file: unknown): TargetFile[] {
  const { url, width, height } = (file ?? {}) as Partial<Record<keyof TargetFile, unknown>>;
  if (!isAddress(url)) return [];
  const known = px(width) > 0 && px(height) > 0;
  return [known ? { url, width: px(width), height: px(height) } : { url }];
}

function checkedGuess(said: PageImage['guessed']): PageImage['guessed'] {
  const { urls, shown } = (said ?? {}) as { readonly urls?: unknown; readonly shown?: unknown };
  if (!Array.isArray(urls) || !isAddress(shown)) return undefined;
  return { urls: urls.slice(0, mostFiles).filter(isAddress), shown };
}

/** @throws AppError no-image-there where what was said is no description of a picture */
function checkedImage(said: PageImage): PageImage {
  const { handle, mark, files, naturalSize } = said;
  if (!Number.isSafeInteger(handle) || typeof mark !== 'string' || !Array.isArray(files))
    throw new AppError('no-image-there');
  return {
    handle,
    mark: text(mark),
    kind: said.kind,
    files: files.slice(0, mostFiles).flatMap(checkedFile) as PageImage['files'],
    guessed: checkedGuess(said.guessed),
    altText: text(said.altText),
    caption: text(said.caption),
    pageTitle: text(said.pageTitle),
    pageUrl: isAddress(said.pageUrl) ? said.pageUrl : '',
    naturalSize: { width: px(naturalSize?.width), height: px(naturalSize?.height) },
    isSeen: said.isSeen === true,
  };
}

/**
 * What a page tells of a picture, as far as it is of the kinds that it should be: texts cut, addresses that can be
 * fetched, sizes that are some.
 * @throws AppError no-image-there
 */
export const checkedTarget = (target: CaptureTarget): CaptureTarget =>
  target.image ? { ...target, image: checkedImage(target.image) } : target;
