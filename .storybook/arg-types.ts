/** Which control the catalogue shows for an attribute or a custom property of the manifest: by the text of its type. */
import type { ArgTypesEnhancer } from 'storybook/internal/types';

type Control = { control: { type: 'boolean' | 'number' | 'text' | 'color' | 'select' }; options?: string[] };

/** Undefined for a type that no control can give, such as an object. */
export function controlOf(text: string, name: string): Control | undefined {
  if (name.startsWith('--')) return { control: { type: name.includes('color') ? 'color' : 'text' } };
  const parts = text.split('|').map((part) => part.trim());
  const literals = parts.flatMap((part) => /^'(.*)'$/.exec(part)?.[1] ?? []);
  if (literals.length > 0) return { control: { type: 'select' }, options: literals };
  for (const type of ['boolean', 'number'] as const) if (parts.includes(type)) return { control: { type } };
  return parts.includes('string') ? { control: { type: 'text' } } : undefined;
}

const CATEGORIES = new Set(['attributes', 'css custom properties']);

export const withControls: ArgTypesEnhancer = ({ argTypes }) =>
  Object.fromEntries(
    Object.entries(argTypes).map(([name, argType]) => {
      if (!CATEGORIES.has(argType.table?.category ?? '')) return [name, { ...argType, control: { disable: true } }];
      const control = controlOf(argType.table?.type?.summary ?? '', name);
      return [name, { ...argType, ...(control ?? { control: { disable: true } }) }];
    }),
  );
