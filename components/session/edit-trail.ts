import { computed } from '@preact/signals';
import { imageExists, isResult, openImage } from '../../utils/library/images';
import type { ImageRecord } from '../../utils/library/records';
import type { BeyondDrawing } from '../editor/core/drawing';
import type { PanelServices } from './services';

/** Where undo and redo go beyond an image's drawing: back over the edit that made it, and forth over one that was undone. */
export async function openTrail(
  { library, workspaceId, undoneEdits }: PanelServices,
  image: ImageRecord,
): Promise<BeyondDrawing> {
  const { id, parentId = '' } = image;
  const open = (to: string) => openImage(library, to, workspaceId);
  const note = (from: string, to: string | undefined) => {
    const noted = new Map(undoneEdits.peek());
    if (to === undefined) noted.delete(from);
    else noted.set(from, to);
    undoneEdits.value = noted;
  };
  const forth = async (to: string) => {
    if (await imageExists(library, to)) await open(to);
    else note(id, undefined); // deleted since
  };
  const isBackThere = isResult(image) && (await imageExists(library, parentId));
  return {
    undo: isBackThere
      ? () => {
          note(parentId, id);
          void open(parentId).catch(console.warn);
        }
      : undefined,
    canRedo: computed(() => undoneEdits.value.has(id)),
    redo() {
      const to = undoneEdits.peek().get(id);
      if (to !== undefined) void forth(to).catch(console.warn);
    },
    forgetRedo() {
      if (undoneEdits.peek().has(id)) note(id, undefined);
    },
  };
}
