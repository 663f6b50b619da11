import type { Fill } from '../../../utils/fill/run-fill';
import type { MakeFiles } from '../../../utils/jobs/device-request';
import { removalFiles } from '../../../utils/jobs/removal-files';

/** Makes removals only, with holes filled that way. */
export const filledBy =
  (fill: Fill): MakeFiles =>
  (signal, request, tell) => {
    if ('cutOut' in request) throw new Error('not a removal');
    return removalFiles(signal, request, tell, fill);
  };
