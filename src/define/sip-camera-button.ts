/** Registers `<sip-camera-button>`. */

import { define } from '../components/internal/define.js';
import { SipCameraButton } from '../components/sip-camera-button.js';

define(SipCameraButton);
