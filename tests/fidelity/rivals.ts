import type { Figures } from './measures';

/** The figures that are compared; the 95th percentile is only shown. */
export type Figure = 'insideMean' | 'seam' | 'halo';

/** How much of the best rival's figure may be had, and 8-bit steps or ΔE that nobody sees. */
const share = 1.1;
const unseen = 0.1;

/**
 * A method that is off inside by more than so many times the best rival there has hidden the edit. A seam vanishes with the
 * edit, so it is no rival in that: the edit itself, put in without any error, would have lost against it.
 */
const mostOff = 2;

/** True where a method has kept the edit, measured by the best of those that are compared. */
export function keepsEdit(figures: Figures, rivals: Iterable<Figures>): boolean {
  const best = Math.min(...Array.from(rivals, ({ insideMean }) => insideMean));
  return figures.insideMean <= mostOff * best + unseen;
}

interface Best<Name> {
  readonly name: Name;
  readonly value: number;
}

/** The rival with the least of a figure; of a seam, among those that have kept the edit. */
export function bestRival<Name extends string>(
  figure: Figure,
  rivals: Readonly<Record<Name, Figures>>,
): Best<Name> {
  const all = Object.entries<Figures>(rivals) as [Name, Figures][];
  const fair = all
    // A plain paste has no feather, and so no halo to be compared with.
    .filter(([name]) => figure !== 'halo' || name !== 'paste')
    .filter(([, figures]) => figure !== 'seam' || keepsEdit(figures, Object.values(rivals)));
  return fair
    .map(([name, figures]) => ({ name, value: figures[figure] }))
    .reduce((least, other) => (other.value < least.value ? other : least));
}

/** The most that the default may have where the best rival has that much: 10 % more, and a tenth. */
export const mostBeside = (best: number): number => share * best + unseen;
