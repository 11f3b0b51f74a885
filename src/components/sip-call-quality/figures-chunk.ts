/**
 * The figures of a call, and charts of loss, jitter, round-trip time and score over time, as lines in SVG. The chunk supplies its
 * function when it is evaluated. The text beside a line, its lowest and highest value, is what a screen reader reads (WCAG 1.1.1).
 * Subjects: charts of a call; loss and jitter over time; figures of a call.
 */

import { html, nothing, type TemplateResult } from 'lit';
import type { QualitySample } from '../../media/index.js';
import type { CallQuality } from '../../phone/state.js';
import type { QualityFigure } from '../shared/text/locales/translation.js';
import type { Localizer } from '../shared/text/localize.js';
import { toolWordsOf } from '../shared/text/tools.js';
import { supplyFigures } from './figures-slot.js';
import { range } from './figure-value.js';

/** What a chart shows. */
interface Course {
  readonly of: (sample: QualitySample) => number | undefined;
  /** The value of the lower edge, and the lowest one of the upper edge: a small change of a good value stays small. */
  readonly scale: readonly [bottom: number, top: number];
}

const COURSES: Partial<Readonly<Record<QualityFigure, Course>>> = {
  mos: { of: ({ mos }) => mos, scale: [1, 4.5] },
  roundTrip: { of: ({ roundTrip }) => roundTrip, scale: [0, 0.4] },
  jitter: { of: ({ jitterIn }) => jitterIn, scale: [0, 0.06] },
  lossIn: { of: ({ lossIn }) => lossIn, scale: [0, 0.1] },
  lossOut: { of: ({ lossOut }) => lossOut, scale: [0, 0.1] },
};

const WIDTH = 200;
const HEIGHT = 24;
/** The shortest time that the whole width stands for, ms: the line of a new call grows. */
const LEAST = 60_000;
/** Samples further apart are not joined: the call was on hold or interrupted, ms. */
const GAP = 5_000;

interface Point {
  readonly at: number;
  readonly value: number;
}

function pointsOf(samples: readonly QualitySample[], { of }: Course): readonly Point[] {
  return samples.flatMap((sample) => {
    const value = of(sample);
    return value === undefined ? [] : { at: sample.at, value };
  });
}

/** Returns the data of the path (SVG 2 §9.3): the newest point at the right edge. */
function lineOf(points: readonly Point[], [bottom, top]: readonly [number, number]): string {
  const end = points.at(-1)!.at;
  const span = Math.max(LEAST, end - points[0]!.at);
  const x = (at: number): string => (WIDTH - ((end - at) / span) * WIDTH).toFixed(1);
  const y = (value: number): string => (HEIGHT - 1 - ((value - bottom) / (top - bottom)) * (HEIGHT - 2)).toFixed(1);
  return points
    .map(({ at, value }, index) => {
      const before = points[index - 1];
      return `${before && at - before.at <= GAP ? 'L' : 'M'}${x(at)} ${y(value)}`;
    })
    .join('');
}

/** Draws the course of a figure; nothing where there is none to draw yet. */
function chart(
  figure: QualityFigure,
  samples: readonly QualitySample[],
  words: Localizer,
): TemplateResult | typeof nothing {
  const course = COURSES[figure];
  const points = course ? pointsOf(samples, course) : [];
  if (!course || points.length < 2) return nothing;
  const values = points.map(({ value }) => value);
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  const [bottom, top] = course.scale;
  return html`<dd class="chart" part="chart">
    <svg class="line" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
      <path d=${lineOf(points, [bottom, Math.max(top, highest)])} vector-effect="non-scaling-stroke" />
    </svg>
    <bdi>${range(words, figure, lowest, highest)}</bdi>
  </dd>`;
}

function figures(quality: CallQuality, samples: readonly QualitySample[], given: Localizer): TemplateResult {
  const words = toolWordsOf(given);
  const { codec, path, roundTrip, jitter, lossIn, lossOut, mos } = quality;
  const rows: [QualityFigure, number | string | undefined][] = [
    ['mos', mos],
    ['roundTrip', roundTrip],
    ['jitter', jitter],
    ['lossIn', lossIn],
    ['lossOut', lossOut],
    ['path', path && words.term('networkPath', path)],
    ['codec', codec],
  ];
  return html`<dl part="figures">
    ${rows.map(([name, value]) =>
      value === undefined
        ? nothing
        : html`<dt part="label">${words.term('qualityFigure', name)}</dt>
            <dd part="value"><bdi>${typeof value === 'number' ? range(words, name, value) : value}</bdi></dd>
            ${chart(name, samples, words)}`,
    )}
  </dl>`;
}

supplyFigures(figures);
