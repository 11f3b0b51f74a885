/** The place of the charts of a call, whose code is loaded when an element shows the figures. */

import type { TemplateResult } from 'lit';
import type { QualitySample } from '../../media/index.js';
import { LateCode } from '../../phone/late-code.js';
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

export const chartCode = new LateCode(() => import('./quality-charts.js'));
