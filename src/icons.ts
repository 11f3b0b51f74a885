/**
 * The icons of the elements: `registerIcons()` replaces them in the whole page.
 * Subjects: registerIcons() export.
 */

export { registerIcons, type IconName } from './components/shared/icons/register-icons.js';
