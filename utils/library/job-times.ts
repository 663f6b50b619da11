import type { JobRecord } from './jobs';

/** How long a job of the past took, and what is known of others to be like it. */
export interface PastTime {
  readonly kind: JobRecord['kind'];
  readonly model: string;
  readonly quality: string;
  readonly variants: number;
  /** Of each picture that was asked for; 0 where that is not known. */
  readonly pixels: number;
  /** From the request until the result was stored. */
  readonly seconds: number;
}

type Wish = Omit<PastTime, 'seconds'>;

const wishOf = ({ kind, options, requestSize }: JobRecord): Wish => {
  const { model, quality, variants } = options;
  return {
    ...{ kind, model, quality, variants },
    pixels: requestSize ? requestSize.width * requestSize.height : 0,
  };
};

/** Those that went well in one go; what waited for a server or for another browser session says nothing. */
export const pastTimesOf = (jobs: readonly JobRecord[]): readonly PastTime[] =>
  jobs.flatMap((job) => {
    const { state, sentAt, endedAt, resumedAt, retryAt } = job;
    const isUsual = state === 'succeeded' && resumedAt === undefined && retryAt === undefined;
    if (!isUsual || sentAt === undefined || endedAt === undefined) return [];
    return [{ ...wishOf(job), seconds: (endedAt - sentAt) / 1000 }];
  });

/** Pictures up to so many times as large count as of one size. */
const likeSize = 1.5;

/** From the most alike to the least: by model alone a time would say too little. */
const likenesses: readonly ((a: Wish, b: Wish) => boolean)[] = [
  (a, b) =>
    a.variants === b.variants &&
    a.quality === b.quality &&
    a.pixels > 0 &&
    Math.max(a.pixels, b.pixels) <= likeSize * Math.min(a.pixels, b.pixels),
  (a, b) => a.variants === b.variants && a.quality === b.quality,
];

/** One alone may have been an exception. */
const fewest = 2;

/**
 * How long such a job usually takes, s: the median of those that were most like it; undefined where too few were.
 * @param past the newest first
 */
export function usualSeconds(past: readonly PastTime[], job: JobRecord): number | undefined {
  const wish = wishOf(job);
  const ofModel = past.filter(({ kind, model }) => kind === wish.kind && model === wish.model);
  const alike = likenesses
    .map((isLike) => ofModel.filter((each) => isLike(wish, each)))
    .find(({ length }) => length >= fewest);
  if (!alike) return undefined;
  const seconds = alike.map((each) => each.seconds).sort((a, b) => a - b);
  return seconds[Math.floor(seconds.length / 2)];
}
