/** Registers `<sip-record-button>`. */

import { define } from '../components/internal/define.js';
import { SipRecordButton } from '../components/sip-record-button.js';

define(SipRecordButton);
