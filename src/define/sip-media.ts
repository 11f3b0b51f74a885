/** Registers `<sip-media>`. */

import { define } from '../components/internal/define.js';
import { SipMedia } from '../components/sip-media.js';

define(SipMedia);
