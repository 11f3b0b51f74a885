import { measureQuality } from './quality.js';

measureQuality('Firefox');
