import { areaOf, type Size } from '../base/geometry';
import { coloursOf, type PieceColours } from './colour-model';
import { type LabPicture, labOf, type Pixels } from './features';
import { type MergeTree, mergeAll } from './merge-tree';
import { graphOf, type PieceGraph } from './piece-graph';
import { cutIntoPieces, type Pieces } from './pieces';

/** All that selecting knows of a picture; made once. */
export interface Regions extends Size {
  readonly picture: LabPicture;
  readonly pieces: Pieces;
  readonly graph: PieceGraph;
  /** Made when it is first asked for: what a hint means can be told without it. */
  readonly tree: MergeTree;
  readonly colours: PieceColours;
}

/** Pixels that a picture is looked at with: enough for its things, and few enough to answer at once. */
const workingPixels = 260_000;
/** Pieces that it is cut into, about. */
const wantedPieces = 4_200;
/** Px between the seeds of pieces: a piece of less says nothing of its texture. */
const leastSpacing = 3;

/** The size that a picture is looked at with, of the same shape. */
export function workingSizeOf(size: Size): Size {
  const scale = Math.min(1, Math.sqrt(workingPixels / areaOf(size)));
  return {
    width: Math.max(1, Math.round(size.width * scale)),
    height: Math.max(1, Math.round(size.height * scale)),
  };
}

/** @param pixels of the working size */
export function findRegions(pixels: Pixels): Regions {
  const picture = labOf(pixels);
  const spacing = Math.max(leastSpacing, Math.sqrt(areaOf(pixels) / wantedPieces));
  const pieces = cutIntoPieces(picture, spacing);
  const graph = graphOf(pieces, picture);
  const { width, height } = pixels;
  let tree: MergeTree | undefined;
  return {
    ...{ width, height, picture, pieces, graph, colours: coloursOf(pieces, picture) },
    get tree() {
      tree ??= mergeAll(pieces, graph);
      return tree;
    },
  };
}
