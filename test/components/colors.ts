/**
 * Colours as a screen shows them, and their contrast.
 * Subjects: contrast of colours, in tests.
 */

export type Rgb = readonly [number, number, number];

const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
const known = new Map<string, Rgb>();

/** The colour as sRGB bytes, as a screen shows it. */
export function rgb(color: string): Rgb {
  let bytes = known.get(color);
  if (!bytes) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
    known.set(color, (bytes = [red, green, blue]));
  }
  return bytes;
}

/** WCAG 2.2, relative luminance and contrast ratio. */
export function contrast(one: string, other: string): number {
  const luminance = (color: string): number => {
    const [red, green, blue] = rgb(color).map((byte) => {
      const part = byte / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** The computed colour of a token inside the element. */
export function tokenOf(element: Element, name: string): string {
  const probe = document.createElement('span');
  probe.setAttribute('style', `color: var(--_color-${name})`);
  element.shadowRoot!.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** Whether nothing is seen of the colour. */
export const isClear = (color: string): boolean => color === 'transparent' || /^rgba\(.*,\s*0\)$|\/\s*0\)$/.test(color);
