import { testLongWaits } from '../job-table/long-waits';

testLongWaits('Chromium');
