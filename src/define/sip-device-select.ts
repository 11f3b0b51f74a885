/** Registers `<sip-device-select>`. */

import { define } from '../components/internal/define.js';
import { SipDeviceSelect } from '../components/sip-device-select.js';

define(SipDeviceSelect);
