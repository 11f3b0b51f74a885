/** Registers `<sip-diagnostics>`. */

import { define } from '../components/internal/define.js';
import { SipDiagnostics } from '../components/sip-diagnostics.js';

define(SipDiagnostics);
