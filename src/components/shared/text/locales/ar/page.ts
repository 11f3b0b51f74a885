/** العربية: Arabic, the elements of a page beside the phone: dock, links, frame, keyboard. */

import { fromRightToLeft } from '../from-right-to-left.js';
import type { PageWords } from '../translation.js';

const page: PageWords = {
  openPhone: 'فتح الهاتف',
  closePhone: 'إغلاق الهاتف',
  movePhone: 'نقل الهاتف',
  popOut: 'فتح في نافذة خاصة',
  popIn: 'العودة إلى الصفحة',
  missedCalls: (count) => `مكالمات فائتة: ${count}`,

  shortcuts: 'لوحة المفاتيح',

  callsFromThisPage: (number) => `الاتصال بالرقم ${number} من هذه الصفحة`,
  notCalledFromPages: (number) => `لا يُتصل بـ ${number} من صفحة`,
  framedPhone: 'الهاتف',

  // Set-up by a link or a code
  setUpPhone: 'هل تريد إعداد هذا الهاتف؟',
  setUpFrom: (host) => `من ${host}`,
  setUp: 'إعداد',
  scanCode: 'مسح رمز QR',
  chooseFile: 'اختيار ملف',
  noCodeFound: 'هذا ليس رمز إعداد',
  setUpFailed: 'تعذّر تحميل الإعداد',
};

export default fromRightToLeft(page);
