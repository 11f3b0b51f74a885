import { measureQuality } from './quality.js';

measureQuality('Chromium');
