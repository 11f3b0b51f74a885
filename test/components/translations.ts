/** All languages, for tests that measure each. */

import ar from '../../src/components/shared/text/locales/ar/index.js';
import de from '../../src/components/shared/text/locales/de/index.js';
import en from '../../src/components/shared/text/locales/en/index.js';
import es from '../../src/components/shared/text/locales/es/index.js';
import fr from '../../src/components/shared/text/locales/fr/index.js';
import he from '../../src/components/shared/text/locales/he/index.js';
import italian from '../../src/components/shared/text/locales/it/index.js';
import ja from '../../src/components/shared/text/locales/ja/index.js';
import ko from '../../src/components/shared/text/locales/ko/index.js';
import nl from '../../src/components/shared/text/locales/nl/index.js';
import pl from '../../src/components/shared/text/locales/pl/index.js';
import pt from '../../src/components/shared/text/locales/pt/index.js';
import tr from '../../src/components/shared/text/locales/tr/index.js';
import zh from '../../src/components/shared/text/locales/zh/index.js';
import type { Translation } from '../../src/components/shared/text/locales/translation.js';

export const LANGUAGES: readonly Translation[] = [ar, de, en, es, fr, he, italian, ja, ko, nl, pl, pt, tr, zh];
