/** 한국어: Korean, the elements of a page beside the phone: dock, links, frame, keyboard. */

import type { PageWords } from '../translation.js';

const page: PageWords = {
  openPhone: '전화 열기',
  closePhone: '전화 닫기',
  movePhone: '전화 이동',
  popOut: '별도 창에서 열기',
  popIn: '페이지로 돌아가기',
  missedCalls: (count) => `부재중 전화 ${count}건`,

  shortcuts: '키보드',

  callsFromThisPage: (number) => `이 페이지에서 ${number} 번호로 전화`,
  notCalledFromPages: (number) => `페이지에서 ${number} 번호로는 전화할 수 없습니다`,
  framedPhone: '전화',

  // Set-up by a link or a code
  setUpPhone: '이 전화를 설정할까요?',
  setUpFrom: (host) => `제공: ${host}`,
  setUp: '설정',
  scanCode: 'QR 코드 스캔',
  chooseFile: '파일 선택',
  noCodeFound: '설정 코드가 아닙니다',
  setUpFailed: '설정을 불러올 수 없습니다',
};

export default page;
