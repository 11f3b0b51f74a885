/** Registers `<sip-dock>`. */

import { define } from '../components/internal/define.js';
import { SipDock } from '../components/sip-dock.js';

define(SipDock);
