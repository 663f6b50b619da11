import { writeCaptureTable } from './capture-site/table';
import { writeFaultsTable } from './job-table/table';
import { clearParts } from './table-parts';

/** Writes the tables when all end-to-end tests have ended. */
export default function prepareTables(): () => void {
  clearParts();
  return () => {
    writeFaultsTable();
    writeCaptureTable();
  };
}
