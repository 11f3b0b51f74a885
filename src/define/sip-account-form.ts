/** Registers `<sip-account-form>`. */

import { define } from '../components/internal/define.js';
import { SipAccountForm } from '../components/sip-account-form.js';

define(SipAccountForm);
