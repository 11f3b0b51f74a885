/** 日本語: Japanese, the elements of a page beside the phone: dock, links, frame, keyboard. */

import type { PageWords } from '../translation.js';

const page: PageWords = {
  openPhone: '電話を開く',
  closePhone: '電話を閉じる',
  movePhone: '電話を移動',
  popOut: '別のウィンドウで開く',
  popIn: 'ページに戻す',
  missedCalls: (count) => `不在着信${count}件`,

  shortcuts: 'キーボード',

  callsFromThisPage: (number) => `このページから${number}に発信します`,
  notCalledFromPages: (number) => `${number}にはページから発信できません`,
  framedPhone: '電話',

  // Set-up by a link or a code
  setUpPhone: 'この電話を設定しますか?',
  setUpFrom: (host) => `提供元: ${host}`,
  setUp: '設定する',
  scanCode: 'QRコードを読み取る',
  chooseFile: 'ファイルを選択',
  noCodeFound: '設定コードではありません',
  setUpFailed: '設定を読み込めませんでした',
};

export default page;
