/** The charts of a call: code that is loaded when an element shows the figures. */

import { LateCode } from '../../phone/late-code.js';

export const chartCode = new LateCode(() => import('./quality-charts.js'));
