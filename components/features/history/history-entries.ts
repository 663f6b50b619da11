import type { Library } from '../../../utils/library/database';
import { listImages, readStars } from '../../../utils/library/images';
import type { ImageRecord } from '../../../utils/library/records';
import type { HistoryQuery } from '../../session/panel-model';

/** An image of the library as the History tells of it. */
export interface HistoryEntry {
  readonly image: ImageRecord;
  /** What was asked for; '' for images that were not made here. */
  readonly prompt: string;
  readonly isStarred: boolean;
}

/** Every image, the newest first. */
export async function readHistory(library: Library): Promise<HistoryEntry[]> {
  const [images, stars] = await Promise.all([listImages(library), readStars(library)]);
  const jobIds = [...new Set(images.flatMap(({ jobId }) => jobId ?? []))];
  const jobs = await library.jobs.bulkGet(jobIds);
  const prompts = new Map(jobs.map((job) => [job?.id, job?.prompt]));
  return images.map((image) => ({
    image,
    prompt: (image.jobId && prompts.get(image.jobId)) || '',
    isStarred: stars.has(image.id),
  }));
}

/** The entries that have every word of the text in prompt, title, texts or addresses of their page. */
export function findEntries(
  entries: readonly HistoryEntry[],
  { text, starredOnly }: HistoryQuery,
): readonly HistoryEntry[] {
  const words = fold(text).split(/\s+/).filter(Boolean);
  return entries.filter(
    (entry) =>
      (entry.isStarred || !starredOnly) &&
      (words.length === 0 || includesAll(fold(textOf(entry)), words)),
  );
}

const includesAll = (text: string, words: readonly string[]): boolean =>
  words.every((word) => text.includes(word));

const textOf = ({ prompt, image: { page } }: HistoryEntry): string =>
  [prompt, page.pageTitle, page.altText, page.caption, page.pageUrl, page.imageUrl].join('\n');

/** Without the difference of large and small letters, of accents, and of how Hangul is composed. */
const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
