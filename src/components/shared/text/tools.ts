/** The texts of settings, devices, connection check and trace. They are loaded with the elements that use them. */

import { registerPart } from './languages.js';
import english from './locales/en/tools.js';
import type { CallWords, ToolWords } from './locales/translation.js';
import { Localizer } from './localize.js';

registerPart('tools', english);

export class ToolLocalizer extends Localizer<CallWords & ToolWords> {}
