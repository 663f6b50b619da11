import { testLongWaits } from '../job-table/long-waits';

testLongWaits('Firefox');
