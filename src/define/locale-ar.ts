/** Adds Arabic. */

import { registerLocale } from '../components/shared/text/localize.js';
import ar from '../components/shared/text/locales/ar.js';

registerLocale(ar);
