/** Registers `<sip-settings>`. */

import { define } from '../components/internal/define.js';
import { SipSettings } from '../components/sip-settings.js';

define(SipSettings);
