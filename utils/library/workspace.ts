import type { Library } from './database';
import type { WorkspaceRecord } from './records';

const initial: WorkspaceRecord = { id: 'workspace', tab: 'edit' };

export const readWorkspace = async (library: Library): Promise<WorkspaceRecord> =>
  (await library.workspace.get('workspace')) ?? initial;

/** Changes what every panel shows; what `change` does not name stays. */
export const changeWorkspace = (
  library: Library,
  change: Partial<Omit<WorkspaceRecord, 'id'>>,
): Promise<void> =>
  library.transaction('rw', library.workspace, async () => {
    await library.workspace.put({ ...(await readWorkspace(library)), ...change });
  });

/** Makes an image the one that is edited. */
export const openImage = (library: Library, imageId: string): Promise<void> =>
  changeWorkspace(library, {
    tab: 'edit',
    imageId,
    captureId: undefined,
    resultId: undefined,
  });
