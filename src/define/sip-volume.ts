/** Registers `<sip-volume>`. */

import { define } from '../components/internal/define.js';
import { SipVolume } from '../components/sip-volume.js';

define(SipVolume);
