import { cssCases } from './css';
import { drawnCases } from './drawn';
import { frameCases } from './frames';
import { imageCases } from './images';
import { oddFileCases } from './odd-files';
import { placeCases } from './places';
import { serverCases } from './servers';
import type { SiteCase } from './site-case';

/** Every case; a case's place here is its address. */
export const siteCases: readonly SiteCase[] = [
  ...imageCases,
  ...serverCases,
  ...cssCases,
  ...drawnCases,
  ...frameCases,
  ...placeCases,
  ...oddFileCases,
];
