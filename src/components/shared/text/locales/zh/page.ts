/** 简体中文: Chinese, the elements of a page beside the phone: dock, links, frame, keyboard. */

import type { PageWords } from '../translation.js';

const page: PageWords = {
  openPhone: '打开电话',
  closePhone: '关闭电话',
  movePhone: '移动电话',
  popOut: '在单独窗口中打开',
  popIn: '返回页面',
  missedCalls: (count) => `${count} 个未接来电`,

  shortcuts: '键盘',

  callsFromThisPage: (number) => `从此页面呼叫 ${number}`,
  notCalledFromPages: (number) => `不能从页面呼叫 ${number}`,
  framedPhone: '电话',

  // Set-up by a link or a code
  setUpPhone: '设置此电话?',
  setUpFrom: (host) => `来自 ${host}`,
  setUp: '设置',
  scanCode: '扫描二维码',
  chooseFile: '选择文件',
  noCodeFound: '这不是设置码',
  setUpFailed: '无法加载设置',
};

export default page;
