import { writeFileSync } from 'node:fs';
import { allCases, figuresOf, meanFigures, perfectFigures } from './cases';
import { edits } from './edits';
import type { Figures } from './measures';
import { type MethodName, methodNames, methods } from './methods';
import { redraws } from './redraws';
import { bestRival, type Figure, keepsEdit, mostBeside } from './rivals';
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

const kinds = Object.keys(edits).filter((edit) => !only || only === 'all' || edit === only);

/** Means of a kind of edit by method. */
function meansOf(edit: string): Record<MethodName, Figures> {
  const ofEdit = measured.filter(({ which }) => which.edit === edit);
  const entries = methodNames.map((name) => [
    name,
    meanFigures(ofEdit.map(({ figures }) => figures[name])),
  ]);
  return Object.fromEntries(entries);
}

const byKind = kinds.map((edit) => [edit, meansOf(edit)] as const);

const rowsOf = ([edit, means]: (typeof byKind)[number]): string[] => [
  ...methodNames.map((name) => {
    const isOff = !keepsEdit(means[name], Object.values(means));
    return `| ${edit} | ${name}${isOff ? ' (far off inside)' : ''} | ${cellsOf(means[name])} |`;
  }),
  `| ${edit} | *without any error* | ${cellsOf(perfectFigures(edit))} |`,
];

const sumOf = ({ insideMean, seam, halo }: Figures): number => insideMean + seam + halo;

const overall = methodNames.map((name) => {
  const mean = meanFigures(measured.map(({ figures }) => figures[name]));
  return `| **all** | ${name} | ${cellsOf(mean)} | ${shown(sumOf(mean))} |`;
});

const figureNames = { insideMean: 'inside', seam: 'seam', halo: 'halo' } as const;

/** Where the default is behind the best of its rivals by more than it may be. */
const behind = byKind.flatMap(([edit, { Repaint, ...others }]) =>
  (Object.keys(figureNames) as Figure[]).flatMap((figure) => {
    const { name, value } = bestRival(figure, others);
    if (Repaint[figure] <= mostBeside(value)) return [];
    return `- ${edit}, ${figureNames[figure]}: ${shown(Repaint[figure])}, ${name} ${shown(value)}`;
  }),
);

/** Figures of a method where the server answers exactly what is meant. */
const givenTheExact = (edit: string, name: MethodName): Figures =>
  meanFigures(
    measured
      .filter(({ which }) => which.edit === edit && which.redraw === 0)
      .map(({ figures }) => figures[name]),
  );

/** Where a method has a fainter seam than the default may have, because it has hidden the edit. */
const hidden = byKind.flatMap(([edit, { Repaint, ...others }]) =>
  (Object.keys(others) as (keyof typeof others)[])
    .filter((name) => !keepsEdit(others[name], Object.values(others)))
    .filter((name) => Repaint.seam > mostBeside(others[name].seam))
    .map((name) => {
      const [own, exact] = [others[name], givenTheExact(edit, name)];
      return `- ${edit}, ${name}: seam ${shown(own.seam)}, inside ${shown(own.insideMean)} (the default ${shown(Repaint.seam)} and ${shown(Repaint.insideMean)}); where the answer is exactly what is meant, seam ${shown(exact.seam)}, inside ${shown(exact.insideMean)} (the edit itself ${shown(perfectFigures(edit).seam)} and 0)`;
    }),
);

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
  ...byKind.flatMap(rowsOf),
  '',
  '| edit | method | inside | p95 | seam | halo | inside + seam + halo |',
  '| --- | --- | ---: | ---: | ---: | ---: | ---: |',
  ...overall,
  '',
  'Where the default is more than 10 % behind the best of the others (a plain paste has no feather, and so no halo to be compared with):',
  '',
  ...(behind.length > 0 ? behind : ['nowhere']),
  '',
  'A method that is off inside by more than twice what the best of the others is has hidden the edit, and its seam with it, and is no rival in',
  'that. Where the edit goes on past the strokes the picture has to change from the new to the old within the feather, and even the edit',
  '*without any error* has that much of a seam. It matters here:',
  '',
  ...(hidden.length > 0 ? hidden : ['nowhere']),
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
