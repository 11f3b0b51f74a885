/** Registers `<sip-merge-button>`. */

import { define } from '../components/internal/define.js';
import { SipMergeButton } from '../components/sip-merge-button.js';

define(SipMergeButton);
