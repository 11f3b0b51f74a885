/** Adds Arabic. */

import { registerLocale } from '../components/internal/localize.js';
import ar from '../components/locales/ar.js';

registerLocale(ar);
