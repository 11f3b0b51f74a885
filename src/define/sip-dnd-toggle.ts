/** Registers `<sip-dnd-toggle>`. */

import { define } from '../components/internal/define.js';
import { SipDndToggle } from '../components/sip-dnd-toggle.js';

define(SipDndToggle);
