/** The place of the function of the chunk `quality-charts.ts`, which puts it there when it is evaluated. */

import type { TemplateResult } from 'lit';
import type { QualitySample } from '../../media/index.js';
import type { QualityFigure } from '../shared/text/locales/translation.js';

/** Formats one value of a figure, or the range from one to another. */
export type FormatRange = (from: number, to: number) => string;

/** Draws the course of a figure; undefined where there is nothing to draw yet. */
export type DrawChart = (
  figure: QualityFigure,
  samples: readonly QualitySample[],
  format: FormatRange,
) => TemplateResult | undefined;

let present: DrawChart | undefined;

export function supplyChart(draw: DrawChart): void {
  present = draw;
}

export const suppliedChart = (): DrawChart | undefined => present;
