import { testServerFaults } from '../job-table/server-faults';

testServerFaults('Firefox');
