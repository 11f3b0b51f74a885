/** Registers `<sip-announcer>`. */

import { define } from '../components/internal/define.js';
import { SipAnnouncer } from '../components/sip-announcer.js';

define(SipAnnouncer);
