/**
 * The quality of the echo call: a line of the connection check, and one of its report.
 * Subjects: quality of the echo call, shown.
 */

import { html, nothing, type TemplateResult } from 'lit';
import type { CallQuality } from '../../phone/state.js';
import { range } from '../sip-call-quality/figure-value.js';
import type { ToolLocalizer } from '../shared/text/tools.js';

const FIGURES = ['mos', 'jitter', 'lossIn', 'lossOut', 'roundTrip'] as const;

/** The figures that were measured, each with its value. */
function figuresOf(quality: CallQuality | undefined): readonly [name: (typeof FIGURES)[number], value: number][] {
  return FIGURES.flatMap((name) => {
    const value = quality?.[name];
    return value === undefined ? [] : [[name, value]];
  });
}

/** Renders the figures in the language of the element; each value in its own direction. */
export function echoFigures(quality: CallQuality | undefined, words: ToolLocalizer): TemplateResult | typeof nothing {
  const shown = figuresOf(quality).map(
    ([name, value]) => `${words.term('qualityFigure', name)} \u2068${range(words, name, value)}\u2069`,
  );
  return shown.length > 0 ? html`<div part="figures" class="small muted">${shown.join(' · ')}</div>` : nothing;
}

/** Returns the line of the report, in the units of the statistics; none without figures. */
export function echoReport(quality: CallQuality | undefined): readonly string[] {
  const figures = figuresOf(quality).map(([name, value]) => `${name} ${+value.toFixed(4)}`);
  return figures.length > 0 ? [`echo call: ${figures.join(', ')}`] : [];
}
