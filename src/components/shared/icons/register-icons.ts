/**
 * The icons of a page in place of those of the package.
 * Subjects: replaced icons.
 */

import { svg } from 'lit';
import { DOCK_SHAPES } from './dock-icons.js';
import { FIRST_SHAPES, ownShapes } from './icons.js';
import { MORE_SHAPES } from './more-icons.js';
import { replacePhoneShape } from './phone-icon.js';

const SHAPES = { ...FIRST_SHAPES, ...MORE_SHAPES, ...DOCK_SHAPES };

export type IconName = keyof typeof SHAPES;

/**
 * Replaces icons in all elements of the page; those that are rendered take them with their next update. Call it before the elements are
 * rendered.
 *
 * @param icons the data of a path (SVG 2 §9.3) on a grid of 24 units, drawn as an outline, by the name of the icon
 * @throws TypeError for an unknown name or a value that is no string
 */
export function registerIcons(icons: Partial<Readonly<Record<IconName, string>>>): void {
  for (const [name, data] of Object.entries(icons)) {
    if (!Object.hasOwn(SHAPES, name)) throw new TypeError(`There is no icon "${name}"`);
    if (typeof data !== 'string') throw new TypeError(`The icon "${name}" is not the data of a path`);
    const shape = svg`<path d=${data}/>`;
    ownShapes.set(name, shape);
    if (name === 'phone') replacePhoneShape(shape);
  }
}
