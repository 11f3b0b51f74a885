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
  pages: string;
  delay: string;
  loss: string;
  none: string;
  restart: string;
  show: string;
  showCalls: string;
  showAll: string;
  firstCall: string;
  docs: string;
  source: string;
  parts: string;
  wire: string;
  example: string;
  rings: string;
  inCall: string;
  start: string;
  look: string;
  callCarol: string;
  factTag: string;
  factReload: string;
  factLanguages: string;
  factAccess: string;
  languagesOfPage: string;
  project: string;
  licence: string;
}

export const WORDS: Record<'en' | 'ar', Words> = {
  en: {
    tagline: 'One tag is a telephone. Try it: Alice, Bob and Carol are at the server of this page.',
    language: 'Language',
    theme: 'Theme',
    themeAuto: 'System',
    themeLight: 'Light',
    themeDark: 'Dark',
    skin: 'Skin',
    directory: 'Who can be called',
    directoryHint: 'A press lets Alice call.',
    code: 'This is all it takes',
    copy: 'Copy',
    copied: 'Copied',
    ladder: 'What goes over the wire',
    pages: 'Pages of phones without an element:',
    delay: 'Delay',
    loss: 'Loss',
    none: 'None',
    restart: 'Restart the server',
    show: 'Show',
    showCalls: 'Calls',
    showAll: 'All messages',
    firstCall: 'First call in two minutes',
    docs: 'Documents',
    source: 'Source',
    parts: 'Parts of this page',
    wire: 'Ladder',
    example: 'Code',
    rings: 'Rings',
    inCall: 'In a call',
    start: 'Start',
    look: 'Look',
    callCarol: 'Call Carol: 1003',
    factTag: 'No build step',
    factReload: 'Calls outlive a reload',
    factLanguages: '14 languages',
    factAccess: 'WCAG 2.2 AA',
    languagesOfPage: 'The phones speak 14 languages, this page two of them.',
    project: 'The project',
    licence: 'MIT licence',
  },
  ar: {
    tagline: 'وسم واحد هو هاتف. جرّبه: أليس وبوب وكارول مسجّلون لدى خادم هذه الصفحة.',
    language: 'اللغة',
    theme: 'المظهر',
    themeAuto: 'النظام',
    themeLight: 'فاتح',
    themeDark: 'داكن',
    skin: 'الطابع',
    directory: 'بمن يمكن الاتصال',
    directoryHint: 'ضغطة تجعل أليس تتصل.',
    code: 'هذا كل ما يلزم',
    copy: 'نسخ',
    copied: 'تم النسخ',
    ladder: 'ما يمر عبر السلك',
    pages: 'صفحات هواتف بلا وسم:',
    delay: 'تأخير',
    loss: 'فقد',
    none: 'بلا',
    restart: 'إعادة تشغيل الخادم',
    show: 'عرض',
    showCalls: 'المكالمات',
    showAll: 'كل الرسائل',
    firstCall: 'أول مكالمة في دقيقتين',
    docs: 'الوثائق',
    source: 'المصدر',
    parts: 'أجزاء هذه الصفحة',
    wire: 'السلم',
    example: 'الشيفرة',
    rings: 'يرن',
    inCall: 'في مكالمة',
    start: 'البداية',
    look: 'الشكل',
    callCarol: 'اتصل بكارول: 1003',
    factTag: 'بلا خطوة بناء',
    factReload: 'المكالمة تبقى بعد إعادة التحميل',
    factLanguages: '14 لغة',
    factAccess: 'WCAG 2.2 AA',
    languagesOfPage: 'تتكلم الهواتف 14 لغة، وهذه الصفحة اثنتين منها.',
    project: 'المشروع',
    licence: 'رخصة MIT',
  },
};

type Entry = readonly [title: string, about: string];

/** The extensions of the pocket PBX have one-word names and English descriptions; here people read them. */
export const ENTRIES: Record<'en' | 'ar', Readonly<Record<string, Entry>>> = {
  en: {
    person: ['', 'Rings in this page'],
    echo: ['Echo', 'You hear yourself'],
    tone: ['Tone', 'A steady tone of 1004 Hz'],
    busy: ['Busy', 'Is always busy (486)'],
    noanswer: ['No answer', 'Rings and is never answered (480)'],
    early: ['Early media', 'Plays tones, then is busy (183, 486)'],
    decline: ['Declines', 'Rings for a moment, then declines (603)'],
    hangup: ['Hangs up', 'Answers, and hangs up after five seconds'],
    digits: ['Reads digits back', 'As a message and as tones'],
    leave: ['Leaves a message', 'And your lamp is lit'],
    mailbox: ['Mailbox', 'Beeps for each new message'],
    team: ['The team', 'Rings at everybody else at once'],
    nobody: ['Nobody', 'A number that does not exist (404)'],
  },
  ar: {
    person: ['', 'يرن في هذه الصفحة'],
    echo: ['صدى', 'تسمع نفسك'],
    tone: ['نغمة', 'نغمة ثابتة عند 1004 هرتز'],
    busy: ['مشغول', 'مشغول دائمًا (486)'],
    noanswer: ['لا رد', 'يرن ولا يُجاب (480)'],
    early: ['صوت مبكر', 'يُسمع نغمات ثم يكون مشغولًا (183، 486)'],
    decline: ['يرفض', 'يرن لحظة ثم يرفض (603)'],
    hangup: ['ينهي المكالمة', 'يجيب وينهيها بعد خمس ثوانٍ'],
    digits: ['يعيد الأرقام', 'رسالةً ونغمات'],
    leave: ['يترك رسالة', 'فيضيء مصباحك'],
    mailbox: ['صندوق البريد', 'صفير لكل رسالة جديدة'],
    team: ['الفريق', 'يرن عند الجميع في الوقت نفسه'],
    nobody: ['لا أحد', 'رقم غير موجود (404)'],
  },
};
