/** Registers `<sip-answer-button>`. */

import { define } from '../components/internal/define.js';
import { SipAnswerButton } from '../components/sip-answer-button.js';

define(SipAnswerButton);
