/**
 * Registers what a pressed `<sip-click-to-call>` shows, and the phone behind it: a chunk.
 * Subjects: chunk of click-to-call.
 */

import { define } from '../shared/base/define.js';
import { LiveCall } from './live-call.js';

define(LiveCall);
