/** What the demo page says around the phones, in both languages. */

export interface Words {
  tagline: string;
  language: string;
  theme: string;
  themeAuto: string;
  themeLight: string;
  themeDark: string;
  skin: string;
  directory: string;
  directoryHint: string;
  code: string;
  copy: string;
  copied: string;
  ladder: string;
  others: string;
  pages: string;
}

export const WORDS: Record<'en' | 'ar', Words> = {
  en: {
    tagline: 'One tag is a telephone. Try it: Alice, Bob and Carol are signed in at the server of this page.',
    language: 'Language',
    theme: 'Theme',
    themeAuto: 'Like the system',
    themeLight: 'Light',
    themeDark: 'Dark',
    skin: 'Skin',
    directory: 'Who can be called',
    directoryHint: 'A press lets Alice call.',
    code: 'This is all it takes',
    copy: 'Copy',
    copied: 'Copied',
    ladder: 'What goes over the wire',
    others: 'Others',
    pages: 'Pages of phones without an element:',
  },
  ar: {
    tagline: 'وسم واحد هو هاتف. جرّبه: أليس وبوب وكارول مسجّلون لدى خادم هذه الصفحة.',
    language: 'اللغة',
    theme: 'المظهر',
    themeAuto: 'مثل النظام',
    themeLight: 'فاتح',
    themeDark: 'داكن',
    skin: 'الطابع',
    directory: 'بمن يمكن الاتصال',
    directoryHint: 'ضغطة تجعل أليس تتصل.',
    code: 'هذا كل ما يلزم',
    copy: 'نسخ',
    copied: 'تم النسخ',
    ladder: 'ما يمر عبر السلك',
    others: 'غيرهم',
    pages: 'صفحات هواتف بلا وسم:',
  },
};
