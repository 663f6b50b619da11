import { describe } from 'vitest';
import { browserNames } from '../job-table/job-browser';
import { testLongWaits } from '../job-table/long-waits';

// Both at the same time: they only wait, and so take the time and the worker of one.
for (const name of browserNames)
  describe.concurrent(name, () => {
    describe.sequential('for minutes', () => testLongWaits(name));
  });
