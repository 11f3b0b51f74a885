/**
 * The place of the function of the chunk `figures-chunk.ts`, which puts it there when it is evaluated.
 * Subjects: place of the figures.
 */

import { lateSlot } from '../../phone/late-slot.js';
import type { TemplateResult } from 'lit';
import type { QualitySample } from '../../media/index.js';
import type { CallQuality } from '../../phone/state.js';
import type { Localizer } from '../shared/text/localize.js';

/** Renders the figures of a call, with their course. */
type RenderFigures = (quality: CallQuality, samples: readonly QualitySample[], words: Localizer) => TemplateResult;

export const { supply: supplyFigures, supplied: suppliedFigures } = lateSlot<RenderFigures>();
