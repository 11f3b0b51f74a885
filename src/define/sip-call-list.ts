/** Registers `<sip-call-list>`. */

import { define } from '../components/internal/define.js';
import { SipCallList } from '../components/sip-call-list.js';

define(SipCallList);
