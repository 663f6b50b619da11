import { writeFileSync } from 'node:fs';
import { allCases, figuresOf, meanFigures } from './cases';
import { edits } from './edits';
import type { Figures } from './measures';
import { type MethodName, methodNames, methods } from './methods';
import { redraws } from './redraws';
import { scenes } from './scenes';

/* `npx tsx tests/fidelity/fidelity.ts` writes the table beside it. */

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

const overall = methodNames.map((name) => {
  const mean = meanFigures(measured.map(({ figures }) => figures[name]));
  const sum = mean.insideMean + mean.seam + mean.halo;
  return `| **all** | ${name} | ${cellsOf(mean)} | ${shown(sum)} |`;
});

const kinds = Object.keys(edits).filter((edit) => !only || only === 'all' || edit === only);
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
].join('\n');
console.log(table);
if (!only) writeFileSync(new URL('./fidelity.md', import.meta.url), table);
