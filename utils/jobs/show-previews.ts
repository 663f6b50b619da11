import type { AnswerListeners } from '../images-api/image-request';
import type { Library } from '../library/database';
import { changeJob } from './change-job';

/** Writes each partial picture to the job, where every panel sees it. */
export const showPreviews = (library: Library, jobId: string): AnswerListeners => ({
  onPartial: (preview) => {
    // A preview that can't be stored (no room left) must not end a paid job.
    changeJob(library, jobId, 'streaming', { preview }).catch(console.warn);
  },
});
