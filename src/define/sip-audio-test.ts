/** Registers `<sip-audio-test>`. */

import { define } from '../components/internal/define.js';
import { SipAudioTest } from '../components/sip-audio-test.js';

define(SipAudioTest);
