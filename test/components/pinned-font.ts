/** One font for measurements and pictures, from npm, so that they are the same on each machine: Noto Sans (SIL OFL 1.1). */

const FILES = {
  'noto-sans/files/noto-sans-latin-wght-normal': 'U+0-2FF, U+2000-20CF, U+2100-27FF',
  'noto-sans/files/noto-sans-latin-ext-wght-normal': 'U+100-2BA',
  'noto-sans-arabic/files/noto-sans-arabic-arabic-wght-normal': 'U+600-6FF, U+750-77F, U+FB50-FEFF',
  'noto-sans-hebrew/files/noto-sans-hebrew-hebrew-wght-normal': 'U+590-5FF',
};

export const PINNED_FONT = 'Pinned Noto Sans';

/** Loads the font; an element has it where `--sip-font` is its name. */
export async function loadPinnedFont(): Promise<void> {
  await Promise.all(
    Object.entries(FILES).map(async ([file, unicodeRange]) => {
      const source = `url(/node_modules/@fontsource-variable/${file}.woff2)`;
      const font = new FontFace(PINNED_FONT, source, { unicodeRange, weight: '100 900' });
      document.fonts.add(await font.load());
    }),
  );
}
