import { writeFileSync } from 'node:fs';
import { allCases, figuresOf, meanFigures } from './cases';
import { edits } from './edits';
import type { Figures } from './measures';
import { type MethodName, methodNames, methods } from './methods';
import { redraws } from './redraws';
import { scenes } from './scenes';
import { writePictures } from './worst';

/*
 * `npx tsx tests/fidelity/fidelity.ts` writes the table beside it, and the worst cases as pictures into `out/fidelity/`; it
 * takes minutes. `… fidelity.ts "remove"` prints the rows of one kind of edit (`all`: of all), `… fidelity.ts all quick`
 * those of two scenes and two kinds of redrawing: enough to see while one works on it, too few to say anything.
 */

const [only, quick] = process.argv.slice(2);
const cases = allCases
  .filter(({ edit }) => !only || only === 'all' || edit === only)
  .filter(
    ({ scene, redraw }) =>
      !quick || (['leaves', 'page'].includes(scene) && [3, 4].includes(redraw)),
  );
const measured = cases.map((which) => ({ which, figures: figuresOf(which, methods) }));

const shown = (value: number): string => value.toFixed(2);
const cellsOf = ({ insideMean, insideP95, seam, halo }: Figures): string =>
  [insideMean, insideP95, seam, halo].map(shown).join(' | ');

function rowsOf(edit: string): string[] {
  const ofEdit = measured.filter(({ which }) => which.edit === edit);
  return methodNames.map((name: MethodName) => {
    const mean = meanFigures(ofEdit.map(({ figures }) => figures[name]));
    return `| ${edit} | ${name} | ${cellsOf(mean)} |`;
  });
}

const sumOf = ({ insideMean, seam, halo }: Figures): number => insideMean + seam + halo;

const overall = methodNames.map((name) => {
  const mean = meanFigures(measured.map(({ figures }) => figures[name]));
  return `| **all** | ${name} | ${cellsOf(mean)} | ${shown(sumOf(mean))} |`;
});

const figureNames = { insideMean: 'inside', seam: 'seam', halo: 'halo' } as const;

/** Where the default is more than 10 % (and a tenth) behind the best of the others, and what that one does inside. */
function behind(edit: string): string[] {
  const ofEdit = measured.filter(({ which }) => which.edit === edit);
  const means = methodNames.map(
    (name) => [name, meanFigures(ofEdit.map(({ figures }) => figures[name]))] as const,
  );
  const own = means.find(([name]) => name === 'Repaint')?.[1];
  if (!own) return [];
  return (Object.keys(figureNames) as (keyof typeof figureNames)[]).flatMap((figure) => {
    const rivals = means.filter(([name]) => name !== 'paste' || figure !== 'halo');
    const [best, figures] = rivals.reduce((a, b) => (b[1][figure] < a[1][figure] ? b : a));
    if (own[figure] <= 1.1 * figures[figure] + 0.1) return [];
    return `- ${edit}, ${figureNames[figure]}: ${shown(own[figure])}, ${best} ${shown(figures[figure])} (inside ${shown(own.insideMean)} and ${shown(figures.insideMean)})`;
  });
}

const kinds = Object.keys(edits).filter((edit) => !only || only === 'all' || edit === only);
const worst = measured
  .toSorted((a, b) => sumOf(b.figures.Repaint) - sumOf(a.figures.Repaint))
  .slice(0, 20);
const table = [
  '# How faithful an edit is',
  '',
  `Written by \`npx tsx tests/fidelity/fidelity.ts\`: ${kinds.length} kinds of edit x ${Object.keys(scenes).length} scenes x ${redraws.length} kinds of redrawing, means.`,
  'Inside: ΔE2000 to the picture as it is meant to be, mean and 95th percentile. Seam: gradients along the edge that neither picture has (root mean',
  'square). Halo: ΔE2000 to the picture before, in the feather, where it is meant to stay as before. 0 is perfect.',
  '',
  '| edit | method | inside | p95 | seam | halo |',
  '| --- | --- | ---: | ---: | ---: | ---: |',
  ...kinds.flatMap(rowsOf),
  '',
  '| edit | method | inside | p95 | seam | halo | inside + seam + halo |',
  '| --- | --- | ---: | ---: | ---: | ---: | ---: |',
  ...overall,
  '',
  'Where the default is more than 10 % behind the best of the others (a plain paste has no feather, and so no halo to be compared with):',
  '',
  ...(kinds.flatMap(behind).length > 0 ? kinds.flatMap(behind) : ['nowhere']),
  '',
  'The worst of the default by the sum of the three:',
  '',
  ...worst.map(
    ({ which: { edit, scene, redraw }, figures: { Repaint } }) =>
      `- ${edit}, ${scene}, redrawing ${redraw}: ${[Repaint.insideMean, Repaint.seam, Repaint.halo].map(shown).join(' + ')}`,
  ),
  '',
].join('\n');
console.log(table);
if (!only) writeFileSync(new URL('./fidelity.md', import.meta.url), table);
if (!only || only === 'all') console.log(await writePictures(worst.map(({ which }) => which)));
