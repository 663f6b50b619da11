import { testEnds } from '../job-table/ends';

testEnds('Firefox');
