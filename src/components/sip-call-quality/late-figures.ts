/**
 * The figures and charts of a call: code that is loaded when an element shows them.
 * Subjects: figures and charts, loaded.
 */

import { LateCode } from '../../phone/late-code.js';

export const figureCode = new LateCode(() => import('./figures-chunk.js'));
