/** Registers `<sip-permission>`. */

import { define } from '../components/internal/define.js';
import { SipPermission } from '../components/sip-permission.js';

define(SipPermission);
