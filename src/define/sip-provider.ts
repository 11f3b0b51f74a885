/** Registers `<sip-provider>`. */

import { define } from '../components/internal/define.js';
import { SipProvider } from '../components/sip-provider.js';

define(SipProvider);
