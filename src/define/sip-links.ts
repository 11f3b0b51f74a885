/** Registers `<sip-links>`. */

import { define } from '../components/internal/define.js';
import { SipLinks } from '../components/sip-links.js';

define(SipLinks);
