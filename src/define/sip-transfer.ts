/** Registers `<sip-transfer>`. */

import { define } from '../components/internal/define.js';
import { SipTransfer } from '../components/sip-transfer.js';

define(SipTransfer);
