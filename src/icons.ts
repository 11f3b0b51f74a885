/** The icons of the elements: `registerIcons()` replaces them in the whole page. */

export { registerIcons, type IconName } from './components/shared/icons/icons.js';
