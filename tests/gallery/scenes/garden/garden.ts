import sharp from 'sharp';
import { addGrain, develop } from '../../develop';
import { createRaster } from '../../raster';
import { ball, dropBall } from './ball';
import { plantFlowers } from './flowers';
import { growGrass, lawnTop, paintGround } from './ground';
import { growTrees } from './trees';

/**
 * A garden in summer with a forgotten ball on the lawn, as JPEG: the same scene at any 4:3 size, in true detail
 * (every leaf, petal and blade is drawn at the wished size).
 */
export function renderGarden(width: number, height: number): Promise<Buffer> {
  const raster = createRaster(width, height);
  paintGround(raster);
  growTrees(raster);
  const ballFoot = ((ball.y + ball.radius * 0.8) * width) / height;
  growGrass(raster, lawnTop, ballFoot);
  dropBall(raster);
  growGrass(raster, ballFoot, 1.02);
  plantFlowers(raster);
  const photo = addGrain(develop(raster, 1.2, 0.6), 2.6, 37);
  return sharp(photo.data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 88 })
    .toBuffer();
}
